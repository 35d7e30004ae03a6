"""The start page of those who are signed in: what waits for them."""
