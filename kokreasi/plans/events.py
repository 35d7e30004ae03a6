"""What apps above may listen to, or are asked."""

from django.dispatch import Signal

# Asked when a plan is written down as a document: what else is counted of it?
# Arguments: plan (Plan). A receiver answers with counts by measure (`choices.Measure`), sorted by
# the key of the stage they belong to, and under None those of the plan as a whole; a count of
# which nothing is recorded is None. Only what everybody may know is counted.
counts_asked = Signal()
