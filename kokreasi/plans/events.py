"""What apps above may listen to."""

from django.dispatch import Signal

# Sent inside the transaction that is about to make a plan final. Argument: plan (Plan).
# A receiver that knows something undone raises a DomainError, which undoes the whole.
plan_finalising = Signal()

# Sent inside the transaction that amended a public commitment. Argument: amendment (Amendment).
commitment_amended = Signal()
