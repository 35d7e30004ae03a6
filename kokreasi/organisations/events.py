"""What apps above may listen to."""

from django.dispatch import Signal

# Sent inside the transaction of a merge, after everything that this app knows has moved.
# Arguments: loser (Organisation), into (Organisation), by (User), reason (str).
# A receiver moves its own keys from `loser` to `into`; an exception in it undoes the whole merge.
organisations_merged = Signal()
