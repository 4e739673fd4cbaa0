"""Finding claims in messages: pure, synchronous, and ignorant of where claims are stored."""
