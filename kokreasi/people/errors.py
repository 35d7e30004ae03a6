"""What is refused about accounts and invitations."""

from django.utils.translation import gettext_lazy as _

from kokreasi.core.errors import DomainError


class AccountClosedError(DomainError):
    message = _("This account is closed. An administrator can open it again.")


class AlreadyInvitedError(DomainError):
    message = _("This person is already invited to this role. Send that invitation again instead.")


class AlreadyHeldError(DomainError):
    message = _("This person already holds this role.")


class BodyMissingError(DomainError):
    message = _("This role is held for a body. Say for which.")


class InvitationGoneError(DomainError):
    message = _("This invitation was accepted, withdrawn, or is too old. Ask for a new one.")


class LastAdministratorError(DomainError):
    message = _("Somebody must stay administrator. Give the role to another person first.")


class OneselfError(DomainError):
    message = _("Nobody can do this to the own account. Ask another administrator.")
