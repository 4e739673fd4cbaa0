"""A text taken apart by form: lines, tokens, quotations, sentences, dates. Knows nothing of who speaks."""
