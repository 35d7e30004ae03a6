"""The frozen wording that people answer."""

from functools import lru_cache

from kokreasi.consultations.models import Consultation
from kokreasi.consultations.sheets import ConsultationSheet
from kokreasi.register.models import Version

KEPT = 64
"""Frozen sheets that a process remembers; they never change."""


def current(consultation: Consultation) -> ConsultationSheet | None:
    """Give what is asked at present, or None before it was published."""
    version = consultation.record.version
    return _sheet(version.pk, version.fingerprint) if version else None


def smallest_group(consultation: Consultation) -> int:
    """Give k: what is being written may make it larger, and never smaller than was promised."""
    promised = current(consultation)
    return max(consultation.smallest_group, promised.smallest_group if promised else 0)


def days_kept(consultation: Consultation) -> int:
    """Give how many days what people said about themselves is kept: no longer than promised."""
    promised, written = current(consultation), consultation.keeps_background_for
    return min(written, promised.keeps_background_for) if promised else written


def asked_in(consultation: Consultation, version: int) -> ConsultationSheet:
    """Give the wording that an answer was given to. Raises `Version.DoesNotExist`."""
    now = consultation.record.version
    if now is not None and now.number == version:
        return _sheet(now.pk, now.fingerprint)
    versions = Version.objects.filter(record=consultation.record_id, number=version)
    return _sheet(*versions.values_list("pk", "fingerprint").get())


@lru_cache(KEPT)
def _sheet(version: int, _fingerprint: str) -> ConsultationSheet:
    return ConsultationSheet.read(Version.objects.values_list("content", flat=True).get(pk=version))


def forget() -> None:
    """Forget the sheets that were read; for tests, which give other sheets the same keys."""
    _sheet.cache_clear()
