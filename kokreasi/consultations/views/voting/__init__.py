"""Pages on which people agree and disagree, comment on the text, and see where they stand."""
