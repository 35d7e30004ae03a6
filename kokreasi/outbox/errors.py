"""What the outbox refuses."""

from django.utils.translation import gettext_lazy as _

from kokreasi.core.errors import DomainError


class KeyUsedError(DomainError):
    """The key already stands for a mail with other words or to somebody else."""

    message = _("A different message was already sent under this key.")
