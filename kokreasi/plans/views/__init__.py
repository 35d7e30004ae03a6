"""Pages on which the secretariat edits plans, by the thing they are about."""
