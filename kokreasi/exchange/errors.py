"""What an import refuses."""

from django.utils.translation import gettext_lazy as _

from kokreasi.core.errors import DomainError


class UnreadableMatrixError(DomainError):
    """The file holds no matrix that could be reviewed; the words say why."""

    message = _("The file cannot be read.")


class NotReadyError(DomainError):
    message = _("Something in the file is still unclear or wrong. Nothing was imported.")


class ClosedRunError(DomainError):
    message = _("This import is closed already. Upload the file again.")


class LongMatrixError(DomainError):
    """More rows than a page may write while somebody waits and everybody else's writing waits."""

    message = _(
        "The file has too many rows to be imported by the page. Divide it, or ask an administrator"
        " to import it with the command import_matrix, which shows its progress."
    )
