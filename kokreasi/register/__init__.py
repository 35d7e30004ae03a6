"""The public register: one record for each public thing, its history, versions and figures."""
