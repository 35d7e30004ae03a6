"""What may not be done with a proposal, in words."""

from django.utils.translation import gettext_lazy as _

from kokreasi.core.errors import DomainError

LONGEST_QUOTED = 100


class ClosedCallError(DomainError):
    """No stage of the plan takes proposals at this moment; the draft is kept as it is."""

    message = _(
        "Proposals are taken while a stage that collects them is open, until midnight in Jakarta "
        "(WIB) of its last day. Your text is kept as a draft; it can be sent when the next call "
        "opens."
    )


class IncompleteError(DomainError):
    message = _("Before it is sent, a proposal says what the problem is and what should be done.")


class SubmittedError(DomainError):
    message = _("What was submitted keeps its words. Withdraw it and write a new proposal instead.")


class NotSubmittedError(DomainError):
    message = _("This is still a draft.")


class GoneOrganisationError(DomainError):
    message = _("This organisation no longer stands in the directory under its own name.")


class NoAuthorError(DomainError):
    message = _("A proposal keeps at least its first author.")


class OwnProposalError(DomainError):
    message = _("Authors need not support their own proposal.")


class DecidedError(DomainError):
    message = _("This proposal is decided already.")


class LinkInTitleError(DomainError):
    """Who advertises does it in titles; a proposal that is meant needs no link there."""

    message = _("A title holds no link and no web address. Write it into the text instead.")


class JoinedError(DomainError):
    message = _("This organisation stands behind the proposal already.")


class AnsweredError(DomainError):
    message = _("This was answered already.")


class ClosedProposalError(DomainError):
    message = _("This proposal was withdrawn or decided; nobody can join it any more.")


class NotPublicYetError(DomainError):
    message = _("This proposal is not public.")


class TooManyFilesError(DomainError):
    message = _("At most ten files lie with a proposal. Take one off first.")


class NoSuchCellError(DomainError):
    message = _("This cell is filled by the system and cannot be written.")


class GoneRowError(DomainError):
    message = _("This row was removed meanwhile. Bring it back, then write into it.")


class UnknownThemeError(DomainError):
    """`words` is what was written."""

    def __init__(self, words: str) -> None:
        said = _("No theme of this plan is called “%(words)s”.")
        super().__init__(said % {"words": words[:LONGEST_QUOTED]})


class UnknownStatusError(DomainError):
    """`words` is what was written."""

    def __init__(self, words: str) -> None:
        said = _("No status is called “%(words)s”.")
        super().__init__(said % {"words": words[:LONGEST_QUOTED]})


class StatusOfProposalError(DomainError):
    message = _("This row has the status of its proposal; it changes with the proposal.")


class LongCellError(DomainError):
    message = _("A cell holds at most 10,000 characters.")


class ManyCellsError(DomainError):
    message = _("At most 4,000 cells are written at once.")


class ManyRowsError(DomainError):
    message = _("A matrix holds at most 1,000 rows.")


class PastCallError(DomainError):
    message = _("The last day of a call is today or later.")


class NobodyAskedError(DomainError):
    message = _(
        "No row names a leading or supporting institution that can be reached: give them a focal "
        "point or a mailbox first."
    )


class NothingToUndoError(DomainError):
    message = _("There is nothing of yours to undo.")
