"""What is made of a note before it counts: what was read, what a person decided, what is open."""
