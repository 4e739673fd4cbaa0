"""Numbers as pictures: what is to be seen (`values`), its drawing in a process apart (`drawing`), and how to get it."""
