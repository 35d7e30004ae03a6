"""Every public page, for search engines."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from kokreasi.register.models import Record

ADDRESSES_A_FILE = 5_000


class RecordSitemap(Sitemap[Record]):
    """The pages of all public records, in both languages."""

    i18n = True
    alternates = True
    limit = ADDRESSES_A_FILE

    def items(self) -> QuerySet[Record]:
        return Record.objects.visible_to(AnonymousUser()).order_by("pk")

    def lastmod(self, item: Record) -> datetime:
        return item.changed_at


SITEMAPS = {"records": RecordSitemap}
