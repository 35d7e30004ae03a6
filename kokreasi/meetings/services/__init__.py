"""What people do with meetings, a module for each thing."""
