"""What rules about proposals depend on."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Standing(TextChoices):
    """Where a proposal stands, in the few words that the public reads.

    An office names its own steps (`Status`), each of which means one of these.
    """

    DRAFT = "draft", pgettext_lazy("proposal", "Draft")
    RECEIVED = "received", pgettext_lazy("proposal", "Received")
    SCREENED = "screened", pgettext_lazy("proposal", "Being screened")
    DISCUSSED = (
        "discussed",
        pgettext_lazy("proposal", "Being discussed with ministries and agencies"),
    )
    DECIDED = "decided", pgettext_lazy("proposal", "Decided")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "Withdrawn by its authors")


CLOSED = frozenset({Standing.DECIDED, Standing.WITHDRAWN})
"""Where nobody joins, supports or withdraws any more."""


class Format(TextChoices):
    """How much a proposal says; a short one can grow into the global format."""

    SHORT = "short", _("Short form")
    GLOBAL = "global", _("Global format of the Open Government Partnership")


class AuthorRole(TextChoices):
    LEAD = "lead", pgettext_lazy("author", "Proposer")
    CO_AUTHOR = "co_author", pgettext_lazy("author", "Co-author")


class Joining(TextChoices):
    """Who wants an organisation to stand behind a proposal too."""

    INVITED = "invited", _("was invited by the authors")
    ASKED = "asked", _("asks to join")


class Origin(TextChoices):
    """How one proposal came from another."""

    MERGED = "merged", _("was merged into")
    SPLIT = "split", _("was split into")


class ActKind(TextChoices):
    """What somebody did in the matrix."""

    WROTE = "wrote", pgettext_lazy("matrix", "wrote")
    ADDED = "added", pgettext_lazy("matrix", "added")
    MOVED = "moved", pgettext_lazy("matrix", "moved")
    REMOVED = "removed", pgettext_lazy("matrix", "removed")
    RESTORED = "restored", pgettext_lazy("matrix", "restored")
