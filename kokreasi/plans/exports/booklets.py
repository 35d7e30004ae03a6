"""What stands around the pages of a document: cover, head, foot, and the words for them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kokreasi.plans.exports.blocks import Block, Fact, Said, code, fact, plain, printable, said
from kokreasi.plans.exports.commitment_sheets import days
from kokreasi.plans.queries.editions import Edition
from kokreasi.writing.booklets import Values

AUTHOR = "Kokreasi"


@dataclass(frozen=True, slots=True)
class Cover:
    eyebrow: str
    title: Said
    period: str
    facts: list[dict[str, Any]] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        return {
            "eyebrow": self.eyebrow,
            "title": self.title,
            "period": self.period,
            "facts": self.facts,
        }


@dataclass(frozen=True, slots=True)
class Booklet:
    """A document without its pages; a short one needs neither cover nor contents."""

    title: str
    running: str
    standing: str
    fingerprint: str = ""
    mark: str = ""
    cover: Cover | None = None
    contents_depth: int = 0

    @classmethod
    def of(cls, edition: Edition, *, eyebrow: str, contents_depth: int) -> "Booklet":
        reference, title = edition.plan.reference, str(edition.title)
        return cls(
            title=title,
            running=title,
            standing=f"{reference} · {_standing(edition)}",
            fingerprint=edition.fingerprint,
            mark=_("Draft, not published") if edition.is_draft else "",
            contents_depth=contents_depth,
            cover=Cover(
                eyebrow=printable(eyebrow),
                title=said(edition.title),
                period=days(edition.starts_on, edition.ends_on),
                facts=plain(_about(edition)),
            ),
        )

    def values(self, blocks: list[Block]) -> Values:
        """Give all that `writing.booklets` takes."""
        return {
            "language": (get_language() or "id")[:2],
            "title": printable(self.title),
            "author": AUTHOR,
            "mark": self.mark,
            "running": printable(self.running),
            "standing": self.standing,
            "fingerprint": self.fingerprint,
            "contents_depth": self.contents_depth,
            "words": _words(),
            "cover": self.cover.plain() if self.cover else None,
            "blocks": blocks,
        }


def _standing(edition: Edition) -> str:
    if edition.number is None:
        return _("draft of %(day)s") % {"day": date_format(edition.on, "j F Y")}
    return _("version %(number)s") % {"number": edition.number}


def _about(edition: Edition) -> Iterable[Fact]:
    day = date_format(edition.on, "j F Y")
    link = f"{settings.ORIGIN}{edition.plan.record.permanent_link}"
    if edition.is_draft:
        yield fact(_("Drafted on"), day)
        yield fact(_("Reference"), edition.plan.reference)
        return
    number = _("%(number)s, published on %(day)s") % {"number": edition.number, "day": day}
    yield fact(_("Version"), number)
    yield fact(_("Reference"), edition.plan.reference)
    yield fact(_("Permanent link"), link)
    yield fact(_("Fingerprint"), code(edition.fingerprint))


def _words() -> dict[str, Any]:
    return {
        "contents": _("Contents"),
        "fingerprint": _("Fingerprint"),
        "untranslated": {
            "id": _("in Indonesian; not translated yet"),
            "en": _("in English; not translated yet"),
        },
    }
