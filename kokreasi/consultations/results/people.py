"""What people were asked about themselves, and the groups by which answers are counted."""

from collections.abc import Mapping

from kokreasi.consultations.choices import Characteristic, QuestionKind
from kokreasi.consultations.definition.keys import OTHER
from kokreasi.consultations.definition.wording import Asked, Choice, Definition
from kokreasi.consultations.results.places import OTHERS, all_choices
from kokreasi.consultations.results.rows import Grouping, age_reader, group_reader
from kokreasi.consultations.results.sheets import Asking, WhyNot
from kokreasi.consultations.results.values import AGES, PROVINCES
from kokreasi.core.bilingual import Bilingual
from kokreasi.vocabularies.choices import Level, Scheme
from kokreasi.vocabularies.models import Region

GROUPED = {QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.REGION, QuestionKind.NUMBER}


def provinces() -> dict[str, str]:
    """Give the names of provinces by their codes, also of those of old."""
    rows = Region.objects.filter(scheme=Scheme.KEMENDAGRI, level=Level.PROVINCE)
    return dict(rows.values_list("code", "name"))


def asked_about(
    definitions: Mapping[int, Definition], names: Mapping[str, str], *, is_dropped: bool
) -> list[Asking]:
    """Give the characteristics that were asked for in any version, in the words of the newest."""
    found: dict[Characteristic, Asking] = {}
    for version in sorted(definitions, reverse=True):
        for question in definitions[version].questions():
            if question.characteristic and question.kind in GROUPED:
                known = found.get(question.characteristic)
                groups = groups_of(question, names)
                found[question.characteristic] = Asking(
                    characteristic=question.characteristic,
                    wording=known.wording if known else question.wording,
                    groups=all_choices(known.groups if known else (), groups),
                    why_not=WhyNot.DROPPED if is_dropped else None,
                )
    return [found[each] for each in Characteristic if each in found]


def groups_of(question: Asked, names: Mapping[str, str]) -> tuple[Choice, ...]:
    """Give the groups that a question about the person makes."""
    if question.kind == QuestionKind.REGION:
        return tuple(Choice(code, Bilingual(name, name)) for code, name in sorted(names.items()))
    if question.kind == QuestionKind.NUMBER:
        return tuple(Choice(band, Bilingual(band, band)) for band in AGES)
    has_other = any(choice.key == OTHER for choice in question.choices)
    return question.choices if has_other else (*question.choices, OTHERS)


def groupings_of(definitions: Mapping[int, Definition], asked: list[Asking]) -> list[Grouping]:
    """Give what is needed to read the groups that people are in."""
    questions = {
        question.characteristic: question
        for version in sorted(definitions)
        for question in definitions[version].questions()
        if question.characteristic
    }
    return [
        _grouping(asking, questions[asking.characteristic])
        for asking in asked
        if not asking.why_not
    ]


def _grouping(asking: Asking, question: Asked) -> Grouping:
    groups = tuple(group.key for group in asking.groups)
    if question.kind == QuestionKind.REGION:
        return Grouping(asking.characteristic, PROVINCES, group_reader(set(PROVINCES), digits=2))
    if question.kind == QuestionKind.NUMBER:
        return Grouping(asking.characteristic, groups, age_reader)
    return Grouping(asking.characteristic, groups, group_reader(set(groups)))
