"""How a figure is said: with its base in the same line, and the count first where it is small."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kokreasi.insights.tabulation.shares import Share, wording


class Base(StrEnum):
    """Of what a share is one."""

    PEOPLE = "people"
    CHOICES = "choices"


NUMBERS_REMEMBERED = 4_096


def number(value: int | Decimal | str) -> str:
    """Write a number with the separators of the language."""
    return _written(str(value), get_language())


@lru_cache(NUMBERS_REMEMBERED)
def _written(value: str, _language: str | None) -> str:
    return str(number_format(Decimal(value), use_l10n=True, force_grouping=True))


def percent(share: Share) -> str:
    """Write whole percent, a half rounded up: "16 %"."""
    return _("%(percent)s%%") % {"percent": share.percent or 0}


def share(count: int, base: int, of: Base = Base.PEOPLE) -> str:
    """Say a share with its base: "3 of 19 choices (16%)", or "16% (320 of 1,950 choices)"."""
    said = wording(Share(count, base))
    values = {"count": number(count), "base": number(base), "percent": percent(said.share)}
    if not base:
        return number(count)
    if said.does_count_lead:
        return _count_first(of) % values
    return _share_first(of) % values


def _count_first(of: Base) -> str:
    if of == Base.CHOICES:
        return _("%(count)s of %(base)s choices (%(percent)s)")
    return _("%(count)s of %(base)s people (%(percent)s)")


def _share_first(of: Base) -> str:
    if of == Base.CHOICES:
        return _("%(percent)s (%(count)s of %(base)s choices)")
    return _("%(percent)s (%(count)s of %(base)s people)")


def brief(count: int, base: int) -> str:
    """Say a share where the base stands above: "3 (18%)", or "16% (320)"."""
    said = wording(Share(count, base))
    if not base:
        return number(count)
    values = {"count": number(count), "percent": percent(said.share)}
    return (
        "%(count)s (%(percent)s)" if said.does_count_lead else "%(percent)s (%(count)s)"
    ) % values


def people(count: int) -> str:
    return ngettext("%(count)s person", "%(count)s people", count) % {"count": number(count)}


def listed(words: Iterable[str]) -> str:
    """Write words one after the other: "a, b and c"."""
    *most, last = words
    if not most:
        return last
    return _("%(most)s and %(last)s") % {"most": ", ".join(most), "last": last}


def quoted(words: object) -> str:
    return _("“%(words)s”") % {"words": words}
