"""Getting an article from its address, safely: the only code of the library that opens a connection."""
