"""What people do with organisations: each a verb, one transaction and one line of history."""

from kokreasi.organisations.services.directory import hold
from kokreasi.organisations.services.figures import remove_figure, state_figure
from kokreasi.organisations.services.memberships import admit, close, invite, join, leave
from kokreasi.organisations.services.merging import merge
from kokreasi.organisations.services.naming import (
    add_alias,
    add_past_name,
    correct_name,
    remove_alias,
    rename,
)
from kokreasi.organisations.services.profiles import change, create, set_parent

__all__ = [
    "add_alias",
    "add_past_name",
    "admit",
    "change",
    "close",
    "correct_name",
    "create",
    "hold",
    "invite",
    "join",
    "leave",
    "merge",
    "remove_alias",
    "remove_figure",
    "rename",
    "set_parent",
    "state_figure",
]
