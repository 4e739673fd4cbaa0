"""Where claims are kept. The only SQL of the project lives in this folder."""
