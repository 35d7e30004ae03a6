"""Why a file is not taken."""

from kokreasi.core.errors import DomainError


class FileRefusedError(DomainError):
    """The file is too large, damaged, not what its name says, or of a kind that nobody needs here.

    Its words name the file and say what to do.
    """
