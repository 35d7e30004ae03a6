"""The consultations of a plan as its pages tell them."""

from datetime import datetime

from kokreasi.consultations.models import Consultation
from kokreasi.consultations.models.consultations import ConsultationQuerySet
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Plan, Stage


def open_now(visitor: Visitor, now: datetime) -> ConsultationQuerySet:
    """Give the consultations that everybody may answer now, the one that closes first on top."""
    return _public(visitor).open_at(now).order_by("closes_at", "pk")


def consulted_on(plan: Plan, visitor: Visitor) -> ConsultationQuerySet:
    """Give the public consultations of a plan, the latest first."""
    return _public(visitor).filter(stage__plan=plan)


def consulted_in(stage: Stage, visitor: Visitor) -> ConsultationQuerySet:
    """Give the public consultations of a stage, the latest first."""
    return _public(visitor).filter(stage=stage)


def _public(visitor: Visitor) -> ConsultationQuerySet:
    return Consultation.objects.visible_to(visitor).public().select_related("record")
