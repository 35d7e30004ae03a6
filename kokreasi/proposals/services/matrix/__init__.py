"""What people do with the matrix of a plan."""
