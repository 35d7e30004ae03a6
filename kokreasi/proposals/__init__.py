"""Proposals: from an idea to a commitment or a reasoned refusal."""
