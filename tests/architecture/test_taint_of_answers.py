"""Nothing that people answered stands in what others can ask for: not as text, not as a page, not
as a file.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.urls import NoReverseMatch, reverse

from kokreasi.consultations.choices import Characteristic
from kokreasi.consultations.models import Consultation, Finding
from kokreasi.plans.tests.factories import make_plan
from kokreasi.register.choices import Kind
from kokreasi.register.models import Record
from tests.architecture.permissions import _routes
from tests.architecture.secrets_of_answers import FOUND_BY, answer_and_count

MARK = "xrahasiax"
ELSEWHERE = ("/", "/cari/", "/konsultasi/", "/tanda-terima/", "/rencana/2018/", "/ruang-kerja/")
MODERATED = "xrahasiax-void"
"""Who may enter sheets reads why one is void."""


@pytest.fixture
def consultation(publisher) -> Consultation:
    return answer_and_count(make_plan("2018", is_open=True), by=publisher, mark=MARK)


def addresses() -> Iterator[str]:
    """Write every address of consultations, for everything there is, with whatever it may take."""
    values: dict[str, list[Any]] = {
        "reference": list(_records().values_list("reference", flat=True)),
        "number": [1, 2],
        "pk": [1, 2],
        "first": [1],
        "last": [2],
        "place": ["one"],
        "key": ["channel", Characteristic.GENDER.value],
        "kind": ["csv", "question", "page"],
        "ending": ["csv", "json", "xlsx"],
        "language": ["id"],
        "code": list(Consultation.objects.values_list("short_code", flat=True)),
        "commitment": ["KOM-2018-01"],
        "name": ["facts", "choices"],
        "way": ["up"],
    }
    for name, pattern in _routes():
        if not pattern.callback.__module__.startswith("kokreasi.consultations."):
            continue
        wanted = list(pattern.pattern.regex.groupindex)
        assert set(wanted) <= set(values), name
        for given in product(*map(values.get, wanted)):
            try:
                yield reverse(name, kwargs=dict(zip(wanted, given, strict=True)))
            except NoReverseMatch:  # such as a word where a number is wanted
                continue


def _records() -> Any:
    return Record.objects.filter(kind__in=(Kind.CONSULTATION, Kind.FINDING))


def mark_in(response: Any, *, allowed: str = "") -> str:
    body = b"".join(response) if response.streaming else response.content
    text = f"{response.headers} {body.decode(errors='replace')}"
    text = text.replace(allowed, "") if allowed else text
    at = text.find(MARK)
    return text[max(0, at - 60) : at + 60] if at >= 0 else ""


@pytest.mark.parametrize("who", ["anybody", "member", "moderator"])
def test_nobody_reads_what_people_answered(who, consultation, cast, client) -> None:
    if who != "anybody":
        client.force_login(cast[who])
    allowed = MODERATED if who == "moderator" else ""
    asked = [*ELSEWHERE, f"/cari/?q={FOUND_BY}", f"/konsultasi/?q={FOUND_BY}", *addresses()]

    found = [(address, mark_in(client.get(address), allowed=allowed)) for address in asked]

    assert len(asked) > 100
    assert [leak for leak in found if leak[1]] == []


def test_the_secretariat_reads_it(consultation, publisher, client) -> None:
    client.force_login(publisher)

    found = {address for address in addresses() if mark_in(client.get(address))}

    reference = consultation.reference
    finding = Finding.objects.order_by("pk").first()
    assert reverse("consultations:texts", args=[reference]) in found
    assert reverse("consultations:questions", args=[reference]) in found
    assert reverse("consultations:findings", args=[reference]) in found
    assert reverse("consultations:sheet", args=[reference, 1]) in found
    assert reverse("consultations:finding", args=[finding.reference]) in found
