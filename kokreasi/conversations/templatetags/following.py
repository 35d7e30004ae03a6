"""How pages offer to follow a thing, and say how many do."""

from typing import Any

from django import template

from kokreasi.conversations.queries.follows import Audience, followed_by
from kokreasi.people.models import User
from kokreasi.register.models import Record

register = template.Library()

Context = dict[str, Any]


@register.inclusion_tag("conversations/following/_ways.html", takes_context=True)
def ways_to_follow(context: Context, record: Record) -> Context:
    """Offer e-mail and feed; somebody signed in follows with one press."""
    request = context["request"]
    user = request.user
    is_known = isinstance(user, User)
    return {
        "request": request,
        "record": record,
        "is_known": is_known,
        "is_followed": is_known and followed_by(user).filter(record=record).exists(),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("conversations/following/_audience.html")
def audience(found: Audience) -> Context:
    """Say before something is done how many will be told of it."""
    return {"audience": found}
