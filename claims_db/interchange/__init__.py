"""Claims as files: read strictly, written readably."""
