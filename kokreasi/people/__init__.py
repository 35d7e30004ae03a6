"""Who somebody is, for whom they act, and what that allows."""
