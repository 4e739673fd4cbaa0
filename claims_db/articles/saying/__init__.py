"""Acts of saying in a text: who, by which verb, what, and how it is meant. Rules alone, nothing learned."""
