"""What apps above may listen to, or are asked."""

from django.dispatch import Signal

# Sent before a line of history is saved. A receiver that knows that it says what is withheld from
# the public sets `entry.is_public` to False. Argument: entry (Entry).
line_written = Signal()

# Asked what else stands on the way of a public thing through a plan. Arguments: way (list of public
# Records), visitor (Visitor). A receiver answers with a list of `trace.Station`, each naming the
# kind before which it stands, with only what the visitor may read.
stations_asked = Signal()
