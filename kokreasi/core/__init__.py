"""What every app may use; it knows nothing of plans or people."""
