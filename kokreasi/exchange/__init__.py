"""What goes in and out as files: the matrix of a plan, open data of what is published."""
