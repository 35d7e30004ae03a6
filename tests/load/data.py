"""Fill a database with many commitments, by bulk inserts; imported inside `manage.py shell`."""

from collections.abc import Iterable
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from kokreasi.core.bilingual import Bilingual
from kokreasi.plans.models import Commitment, Plan
from kokreasi.portal.queries import public_sheets
from kokreasi.register.models import Entry, Facet, Record, Version

BATCH = 1_000
TOPICS = ("anggaran", "kesehatan", "desa", "pemilu", "pengadaan", "lingkungan", "pendidikan")
YARDSTICK = "ukur"


def fill(number: int) -> None:
    """Make `number` published commitments in plans of 40, beside the demonstration."""
    pattern = public_sheets(AnonymousUser()).select_related("version").first()
    facets = list(pattern.facets.exclude(name="plan"))
    for first in range(0, number, BATCH):
        _fill_some(range(first, min(first + BATCH, number)), pattern, facets)


def _fill_some(numbers: Iterable[int], pattern: Record, facets: list[Facet]) -> None:

    now = timezone.now()
    plans = {n // 40: _plan(n // 40, now) for n in numbers}
    records = Record.objects.bulk_create(
        Record(
            reference=f"KOM-{YARDSTICK}-{n:06}",
            kind="commitment",
            title=Bilingual(
                id=f"Keterbukaan {TOPICS[n % len(TOPICS)]} nomor {n}",
                en=f"Openness number {n}",
            ),
            summary=pattern.summary,
            sort_key=f"{90_000_000 - n // 40:08}-{n % 40:05}",
            published_at=now,
            changed_at=now,
        )
        for n in numbers
    )
    versions = Version.objects.bulk_create(
        Version(
            record=record,
            number=1,
            content=pattern.version.content | {"number": n % 40 + 1, "reference": record.reference},
            fingerprint=f"{n:064x}",
            created_at=now,
        )
        for n, record in zip(numbers, records, strict=True)
    )
    for record, version in zip(records, versions, strict=True):
        record.version = version
    Record.objects.bulk_update(records, ["version"], batch_size=200)
    Commitment.objects.bulk_create(
        Commitment(plan=plans[n // 40], record=record, number=n % 40 + 1, title=record.title)
        for n, record in zip(numbers, records, strict=True)
    )
    Facet.objects.bulk_create(
        Facet(record=record, name=name, value=value)
        for n, record in zip(numbers, records, strict=True)
        for name, value in [
            ("plan", plans[n // 40].record.reference),
            *((facet.name, facet.value) for facet in facets),
        ]
    )
    Entry.objects.bulk_create(
        Entry(
            record=record,
            event="commitment.published",
            says=Bilingual(id="menerbitkan komitmen ini", en="published this commitment"),
            at=now,
            on_behalf_of="Sekretariat",
            salt="0",
            leaf_hash="0",
        )
        for record in records
    )


def _plan(number: int, now: datetime) -> Plan:
    title = Bilingual(id=f"Rencana ukur {number}", en=f"Yardstick plan {number}")
    code = f"{YARDSTICK}-{number}"
    record, _new = Record.objects.get_or_create(
        reference=f"RAN-{code}",
        defaults={
            "kind": "plan",
            "title": title,
            "sort_key": title.id,
            "published_at": now,
            "changed_at": now,
        },
    )
    plan, _new = Plan.objects.get_or_create(
        code=code,
        defaults={
            "record": record,
            "title": title,
            "starts_on": date(2018, 1, 1),
            "ends_on": date(2019, 12, 31),
        },
    )
    return plan
