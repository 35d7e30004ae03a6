"""The matrix of proposals: compared with a plan, in words, before anything is written."""
