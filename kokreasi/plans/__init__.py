"""Action plans: stages, challenges, themes and commitments with their targets."""
