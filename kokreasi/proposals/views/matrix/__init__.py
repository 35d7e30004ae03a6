"""Pages of the matrix of a plan."""
