"""Notes made up for measuring the reader: known meetings in layouts that offices use."""
