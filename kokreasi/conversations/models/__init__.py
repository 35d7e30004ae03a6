"""Correspondents, follows, reasoned responses and remarks; always about a record."""

from kokreasi.conversations.models.correspondents import Correspondent
from kokreasi.conversations.models.follows import Follow
from kokreasi.conversations.models.remarks import Remark
from kokreasi.conversations.models.responses import Response

__all__ = ["Correspondent", "Follow", "Remark", "Response"]
