"""What apps above hear about people. All are sent inside the transaction."""

from django.dispatch import Signal

invitation_accepted = Signal()  # invitation: Invitation, user: User, grant: RoleGrant
role_ended = Signal()  # grant: RoleGrant, by: User | None
person_erased = Signal()  # user: User, email: str (as it was), by: User | None
