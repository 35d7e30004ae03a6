"""What changed in a record; the words come from `core.changes`."""

from kokreasi.core.changes import Change, compare, tell, told

__all__ = ["Change", "compare", "tell", "told"]
