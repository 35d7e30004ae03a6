"""Opinion groups as they were published, and where one participant stands among them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import msgspec

from kokreasi.consultations.models import Consultation, Result, Statement
from kokreasi.core.bilingual import Bilingual
from kokreasi.insights.opinions.results import Result as Groups
from kokreasi.insights.opinions.standing import Standing, stand


@dataclass(frozen=True, slots=True)
class Opinions:
    """Groups with the words of the statements that they were found by; by number."""

    groups: Groups
    texts: Mapping[int, Bilingual]

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """Read the part `opinions` of the content of a result."""
        texts = {
            each["number"]: msgspec.convert(each["text"], Bilingual) for each in kept["statements"]
        }
        return cls(Groups.from_json(kept["result"]), texts)


@dataclass(frozen=True, slots=True)
class Published:
    """What was published of opinions, and the groups with what places a participant."""

    opinions: Opinions
    placing: Groups

    def place(self, own: Mapping[int, int]) -> Standing | None:
        """Tell where somebody with these votes, by number, stands; None for too few of them."""
        return stand(self.placing, own)


def published(consultation: Consultation) -> Published | None:
    """Give the latest groups that everybody may read, or None while there are none."""
    rows = Result.objects.public().filter(consultation=consultation).order_by("-number")
    row = rows.only("content", "secret").first()
    kept = row.content.get("opinions") if row else None
    if row is None or not kept:
        return None
    opinions = Opinions.read(kept)
    secret = row.secret.get("opinions")
    return Published(opinions, Groups.from_json(secret) if secret else opinions.groups)


def own_by_number(consultation: Consultation, values: Mapping[int, int]) -> dict[int, int]:
    """Give votes by the numbers of statements instead of their keys."""
    rows = Statement.objects.shown().filter(consultation=consultation, pk__in=values)
    return {number: values[key] for key, number in rows.values_list("pk", "number")}
