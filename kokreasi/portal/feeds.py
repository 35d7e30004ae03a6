"""What changed, as Atom."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from kokreasi.conversations.queries.reach import scope_of
from kokreasi.portal.queries import latest_changes
from kokreasi.register.models import Entry, Record

ENTRIES = 50


class ChangesFeed(Feed[Entry, Any]):
    """Every public line of history, the newest first."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> Any:
        return request.user

    def title(self, _obj: Any) -> str:
        return _("Changes to open government action plans – Kokreasi")

    def link(self, _obj: Any) -> str:
        return reverse("changes")

    def items(self, obj: Any) -> QuerySet[Entry]:
        return latest_changes(obj)[:ENTRIES]

    def item_title(self, item: Any) -> str:
        return f"{item.on_behalf_of} {item.says}: {item.record.title}"

    def item_description(self, item: Entry) -> str:
        told = [f"{c['field']}: {c['old']} → {c['new']}" for c in item.told_changes()]
        return "; ".join([*told, item.reason] if item.reason else told)

    def item_link(self, item: Entry) -> str:
        return item.record.get_absolute_url()

    def item_guid(self, item: Entry) -> str:
        return f"urn:sha256:{item.leaf_hash}"

    def item_updateddate(self, item: Entry) -> datetime:
        return item.at

    def item_pubdate(self, item: Entry) -> datetime:
        return item.at


class RecordFeed(ChangesFeed):
    """What changed in one record and in what its followers are told of beside it."""

    def get_object(self, request: HttpRequest, *_args: Any, **kwargs: Any) -> Any:
        visible = Record.objects.visible_to(request.user).public()
        record = get_object_or_404(visible, reference=kwargs["reference"])
        return request.user, record

    def title(self, obj: Any) -> str:
        return f"{obj[1].title} – Kokreasi"

    def link(self, obj: Any) -> str:
        address: str = obj[1].get_absolute_url()
        return address

    def items(self, obj: Any) -> QuerySet[Entry]:
        visitor, record = obj
        return latest_changes(visitor).filter(record__in=scope_of(record))[:ENTRIES]
