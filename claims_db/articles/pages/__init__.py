"""From the bytes of a page or a file to its text, and what it says about itself."""
