"""Plans as documents that leave the platform."""
