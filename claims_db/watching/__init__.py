"""Watching channels: when to speak unasked, what was said, whether it was right, and keeping it true afterwards."""
