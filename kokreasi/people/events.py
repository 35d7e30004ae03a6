"""What apps above hear about people. All are sent inside the transaction."""

from django.dispatch import Signal

invitation_accepted = Signal()  # invitation: Invitation, user: User, grant: RoleGrant
role_ended = Signal()  # grant: RoleGrant, by: User | None
# `name` and `email` are what the person was called; the row knows neither any more.
person_erased = Signal()  # user: User, name: str, email: str, by: User | None
