"""What the rules about organisations refuse, in words."""

from django.utils.translation import gettext_lazy as _

from kokreasi.core.errors import DomainError


class NamesOverlapError(DomainError):
    message = _("The organisation already has another name on one of these days.")


class NameTooEarlyError(DomainError):
    message = _("A new name must begin after the day on which the present one began.")


class KnownAliasError(DomainError):
    message = _("The organisation is already known by this spelling.")


class ParentCycleError(DomainError):
    message = _("An organisation cannot be part of itself or of one of its own parts.")


class MergedAlreadyError(DomainError):
    message = _("This organisation was merged into another one and cannot be changed any more.")


class SelfMergeError(DomainError):
    message = _("An organisation cannot be merged with itself.")


class UnfitRoleError(DomainError):
    message = _("People of an organisation of this kind do not hold this role.")


class MemberAlreadyError(DomainError):
    message = _("This person already holds this role in the organisation.")


class MembershipOverError(DomainError):
    message = _("This membership has ended already.")


class EmptyAliasError(DomainError):
    message = _("A spelling needs at least one letter or digit.")


class PresentNameError(DomainError):
    message = _("The present name ends when a new one begins: give the organisation a new name.")


class LeftBehindError(DomainError):
    message = _("Something that points to this organisation cannot be moved; nothing was merged.")


class LastDayError(DomainError):
    message = _("The last day is before the first day.")
