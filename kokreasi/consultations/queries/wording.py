"""The frozen wording that people answer."""

from functools import lru_cache

from kokreasi.consultations.models import Consultation
from kokreasi.consultations.sheets import ConsultationSheet
from kokreasi.register.models import Version

KEPT = 64
"""Frozen sheets that a process remembers; they never change."""


def current(consultation: Consultation) -> ConsultationSheet | None:
    """Give what is asked at present, or None before it was published."""
    number = consultation.record.version_id
    return _sheet(number) if number else None


def asked_in(consultation: Consultation, version: int) -> ConsultationSheet:
    """Give the wording that an answer was given to. Raises `Version.DoesNotExist`."""
    current = consultation.record.version
    if current is not None and current.number == version:
        return _sheet(current.pk)
    versions = Version.objects.filter(record=consultation.record_id, number=version)
    return _sheet(versions.values_list("pk", flat=True).get())


@lru_cache(KEPT)
def _sheet(version: int) -> ConsultationSheet:
    return ConsultationSheet.read(Version.objects.values_list("content", flat=True).get(pk=version))
