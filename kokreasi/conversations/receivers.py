"""What follows here from what happens below; inside its transaction."""
