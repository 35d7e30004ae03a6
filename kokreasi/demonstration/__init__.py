"""A site to look at: how it is started on one machine, and the plans that it shows."""
