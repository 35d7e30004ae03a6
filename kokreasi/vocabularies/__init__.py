"""Reference data with validity and source: regions, goals, values, areas, scales, stage kinds."""
