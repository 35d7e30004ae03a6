"""What apps above may listen to."""

from django.dispatch import Signal

# Sent before a line of history is saved. A receiver that knows that it says what is withheld from
# the public sets `entry.is_public` to False. Argument: entry (Entry).
line_written = Signal()
