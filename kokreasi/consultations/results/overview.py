"""What stands before the questions: how many answered, how they came, what looks suspicious."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kokreasi.consultations.choices import Channel
from kokreasi.consultations.results import phrases
from kokreasi.consultations.results.by_group import reason_in_words
from kokreasi.consultations.results.sheets import MarkRule, ResultSheet
from kokreasi.core.days import WIB, last_day


def lead(sheet: ResultSheet) -> str:
    """Say how many answered, and of whom they are a picture."""
    return _(
        "%(people)s answered. They came by themselves and are no sample: the figures are about "
        "those who answered, not about the public as a whole."
    ) % {"people": phrases.people(sheet.people or sheet.voters)}


def people(sheet: ResultSheet) -> str:
    return phrases.people(sheet.people)


def contributions(number: int) -> str:
    return ngettext("%(number)s contribution", "%(number)s contributions", number) % {
        "number": phrases.number(number)
    }


def facts(sheet: ResultSheet) -> list[tuple[str, str]]:
    """Give what a reader must know before the first figure."""
    counted = (_("Counted at"), date_format(sheet.made_at.astimezone(WIB), "j F Y, H.i") + " WIB")
    if not sheet.questions:
        return [(_("When it was held"), period(sheet)), counted]
    found = [
        (_("When it was held"), period(sheet)),
        (_("Began"), phrases.people(sheet.begun)),
        (_("Sent their answers"), phrases.share(sheet.people, sheet.begun)),
        (
            _("Answered every question with choices that they were asked"),
            phrases.share(sheet.finished, sheet.people),
        ),
        (
            _("Channels"),
            phrases.listed(f"{name}: {n}" for name, n in channels(sheet))
            if sheet.channels
            else "–",
        ),
        counted,
        (
            _("Smallest group that is shown"),
            _("%(people)s: smaller counts of people by group are hidden.")
            % {"people": phrases.people(sheet.smallest_group)},
        ),
    ]
    return found + _versions(sheet)


def period(sheet: ResultSheet) -> str:
    first, last = sheet.opens_at.astimezone(WIB), last_day(sheet.closes_at)
    return f"{date_format(first, 'j F Y')} – {date_format(last, 'j F Y')}"


def _versions(sheet: ResultSheet) -> list[tuple[str, str]]:
    if len(sheet.versions) < 2:  # noqa: PLR2004 - one version needs no words
        return []
    return [
        (
            _("Version %(number)s of the questionnaire") % {"number": each.number},
            f"{phrases.people(each.answers)}{f' – {each.reason}' if each.reason else ''}",
        )
        for each in sheet.versions
    ]


def channels(sheet: ResultSheet) -> list[tuple[str, str]]:
    return [
        (str(Channel(channel).label), phrases.number(number))
        for channel, number in sheet.channels.items()
    ]


def marks(sheet: ResultSheet) -> list[tuple[str, str]]:
    """Give each rule in words, with how many answers it marked."""
    return [(_rule(each), _marked_by(each)) for each in sheet.marked.rules]


def _marked_by(rule: MarkRule) -> str:
    return "–" if rule.threshold is None else phrases.people(rule.marked)


def _rule(rule: MarkRule) -> str:
    if rule.threshold is None:
        short = {
            "burst": _("Burst"),
            "identical": _("Copies"),
            "device": _("Device"),
            "straight": _("Straight line"),
        }
        name = short.get(rule.rule, rule.rule)
        return _("%(rule)s (not applied here)") % {"rule": name}
    return _applied(rule.threshold).get(rule.rule, rule.rule)


def _applied(threshold: int) -> dict[str, str]:
    """Give the words of each rule with the number from which on it marks."""
    values = {"threshold": threshold}
    return {
        "burst": _("Burst: %(threshold)s or more answers within ten minutes") % values,
        "identical": _("Copies: the same answers to everything, %(threshold)s times or more")
        % values,
        "device": _("Device: %(threshold)s or more answers from one device") % values,
        "straight": _("Straight line: the same answer to %(threshold)s or more rows of a table")
        % values,
    }


def untold(sheet: ResultSheet, characteristic: str) -> list[tuple[str, str]]:
    """Give the questions of which there is no table by a characteristic, and why."""
    words = {question.place: str(question.wording) for question in sheet.questions}
    found: dict[str, str] = {}
    for name, question, reason in sheet.told.withheld:
        if name == characteristic and question:
            place = question.split(":")[0].split("/")[0]
            found.setdefault(words.get(place, place), reason_in_words(reason))
    for place, why in sheet.untabled.items():
        found.setdefault(words.get(place, place), reason_in_words(why))
    return list(found.items())
