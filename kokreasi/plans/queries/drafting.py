"""A draft as it is read: each paragraph with what it said before and what was remarked on it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import zip_longest

from django.utils.functional import Promise

from kokreasi.conversations.choices import RemarkState
from kokreasi.conversations.models import Remark
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change
from kokreasi.people.rules import moderates
from kokreasi.people.visitors import Visitor
from kokreasi.plans import paragraphs
from kokreasi.plans.models import Commitment, Draft
from kokreasi.plans.paragraphs import Group, Paragraph
from kokreasi.plans.queries.confirmations import binding
from kokreasi.plans.sheets import CommitmentSheet, differences, read


@dataclass(frozen=True, slots=True)
class Beside:
    """A remark beside a paragraph; `was` holds the words it spoke of where they read otherwise."""

    remark: Remark
    draft_number: int
    is_carried: bool
    was: str = ""
    now: str = ""


@dataclass(slots=True)
class Line:
    """A paragraph with its remarks; `before` is None where it is new or nothing came before.

    Without a paragraph it is one that the draft before had, and this one has not.
    """

    paragraph: Paragraph | None
    before: str | None = None
    is_new: bool = False
    remarks: list[Beside] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        return self.before is not None


@dataclass(frozen=True, slots=True)
class Asked:
    """What one proposal asked for in the place of a text; `reference` leads to it."""

    reference: str
    title: Bilingual
    words: Bilingual


@dataclass(frozen=True, slots=True)
class Part:
    """A text in one language, or a list of rows, line by line; `asked` is what was proposed."""

    key: str
    label: str | Promise
    language: str
    lines: list[Line]
    asked: list[Asked] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.key.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the page of a draft shows."""

    draft: Draft
    sheet: CommitmentSheet
    parts: list[Part]
    gone: list[Beside]
    drafts: list[Draft]
    before: Draft | None
    later: Draft | None
    since: list[Change]
    counts: dict[str, int]

    @property
    def changed(self) -> int:
        """Count the paragraphs that differ from the draft before."""
        return sum(
            line.is_changed or line.is_new or line.paragraph is None
            for part in self.parts
            for line in part.lines
        )


def page(draft: Draft, visitor: Visitor) -> Page:
    """Compose the page of a draft for a visitor who may read it.

    Of other drafts only those count that the visitor may read as well: what was remarked on them
    in a closer circle stays there.
    """
    drafts = list(Draft.objects.visible_to(visitor).filter(commitment=draft.commitment_id))
    drafts.sort(key=lambda one: one.number)
    before = max((d for d in drafts if d.number < draft.number), key=_number, default=None)
    later = max((d for d in drafts if d.number > draft.number), key=_number, default=None)
    sheet = read(draft.content)
    parts = list(_parts(sheet, read(before.content) if before else None))
    found = remarks_on([one for one in drafts if one.number <= draft.number], visitor)
    gone = _lay(found, parts, draft, drafts)
    return Page(
        draft=draft,
        sheet=sheet,
        parts=parts,
        gone=gone,
        drafts=drafts,
        before=before,
        later=later,
        since=_since(sheet, later, draft.commitment),
        counts=counted(found),
    )


def _number(draft: Draft) -> int:
    return draft.number


def remarks_on(drafts: Iterable[Draft], visitor: Visitor) -> list[Remark]:
    """Give what others may read on these drafts, and what the visitor has written there."""
    prints = {draft.fingerprint: draft for draft in drafts}
    records = {draft.commitment.record_id for draft in prints.values()}
    rows = Remark.objects.visible_to(visitor).filter(record__in=records, fingerprint__in=prints)
    if moderates(visitor):
        rows = rows.filter(confirmed_at__isnull=False)
    return list(rows.select_related("organisation__record", "correspondent", "user"))


def counted(remarks: Iterable[Remark]) -> dict[str, int]:
    """Count remarks by what became of them; held and refused ones are not counted."""
    counts = Counter(one.state for one in remarks if one.is_shown)
    states = (RemarkState.OPEN, RemarkState.ACCEPTED, RemarkState.DECLINED)
    return {state.value: counts[state] for state in states}


def _since(sheet: CommitmentSheet, later: Draft | None, commitment: Commitment) -> list[Change]:
    """Tell in which parts the latest draft, or what was published, differs from this one."""
    version = commitment.record.version if commitment.record.is_public else None
    newest = version.content if version else later.content if later else None
    return differences(binding(sheet), binding(read(newest))) if newest else []


def _parts(sheet: CommitmentSheet, old: CommitmentSheet | None) -> Iterator[Part]:
    earlier = {group.key: group for group in paragraphs.groups(old)} if old else {}
    now = paragraphs.groups(sheet)
    for group in now:
        then = earlier.pop(group.key, None)
        lines = list(_lines(group, then)) if old else [Line(one) for one in group.paragraphs]
        yield Part(group.key, group.label, group.language, lines)
    for group in earlier.values():
        lines = [Line(None, before=one.shown) for one in group.paragraphs]
        yield Part(group.key, group.label, group.language, lines)


def _lines(now: Group, then: Group | None) -> Iterator[Line]:
    """Lay each paragraph beside the one that it was; what is the same carries no `before`."""
    old = then.paragraphs if then else []
    matcher = SequenceMatcher(None, _bare(old), _bare(now.paragraphs), autojunk=False)
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        if what == "equal":
            yield from (Line(one) for one in now.paragraphs[j1:j2])
            continue
        for was, one in zip_longest(old[i1:i2], now.paragraphs[j1:j2]):
            yield Line(one, before=was.shown if was else None, is_new=was is None)


def _bare(some: Sequence[Paragraph]) -> list[str]:
    return [" ".join(one.words.split()) for one in some]


def _lay(
    found: Iterable[Remark], parts: Sequence[Part], draft: Draft, drafts: Sequence[Draft]
) -> list[Beside]:
    """Put each remark beside its paragraph; give back those whose paragraph is no more."""
    numbers = {
        one.fingerprint: one.number for one in reversed(drafts) if one.number <= draft.number
    }
    by_key = {part.key: part for part in parts}
    gone = []
    for remark in found:
        is_carried = remark.fingerprint != draft.fingerprint
        number = draft.number if not is_carried else numbers[remark.fingerprint]
        part = by_key.get(remark.place.rpartition("#")[0])
        line = _line_of(remark, part) if part else None
        if line is None or line.paragraph is None:
            gone.append(Beside(remark, number, is_carried, was=remark.quoted))
            continue
        words = line.paragraph.words
        was = "" if paragraphs.same(words, remark.quoted) else remark.quoted
        line.remarks.append(Beside(remark, number, is_carried, was=was, now=words))
    return gone


def _line_of(remark: Remark, part: Part) -> Line | None:
    """Find the paragraph by its words, by those that took their place, or else by its number."""
    lines = [line for line in part.lines if line.paragraph is not None]
    for words in (remark.quoted, remark.suggestion):
        hits = [one for one in lines if words and _reads(one, words)]
        here = [one for one in hits if one.paragraph and one.paragraph.place == remark.place]
        if hits:
            return (here or hits)[0]
    number = remark.place
    return next((one for one in lines if one.paragraph and one.paragraph.place == number), None)


def _reads(line: Line, words: str) -> bool:
    return line.paragraph is not None and paragraphs.same(line.paragraph.words, words)
