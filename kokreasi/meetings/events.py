"""What other parts of the product may listen to."""

from django.dispatch import Signal

# Sent inside the transaction that moved, renamed, reopened or cancelled a meeting: calendars that
# hold it are out of date. Arguments: meeting (Meeting, with its new `sequence`), by (User or None).
meeting_changed = Signal()
