"""What apps above hear about people without an account. Sent inside the transaction."""

from django.dispatch import Signal

# Sent before address and name are erased, so that whoever listens can forget what they wrote.
correspondent_forgotten = Signal()  # correspondent: Correspondent
