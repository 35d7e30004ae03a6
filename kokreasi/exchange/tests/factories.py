"""Matrices on their way into a plan, for tests."""

from kokreasi.exchange import services
from kokreasi.exchange.models import ImportRun
from kokreasi.people.models import User
from kokreasi.plans.models import Plan
from kokreasi.reading.tests.layouts import Layout, xlsx


def make_run(
    plan: Plan, layout: Layout | None = None, *, by: User | None = None, is_applied: bool = False
) -> ImportRun:
    """Upload a small matrix (two rows, or another layout); everything in it is unknown."""
    data = xlsx(layout or Layout())
    run = services.upload(plan, name="matriks.xlsx", data=data, by=by)
    return applied(run) if is_applied else run


def applied(run: ImportRun, *, by: User | None = None) -> ImportRun:
    """Create every unknown organisation and import."""
    run = services.create_the_unknown(run)
    return services.apply(run, seen=services.dry_run(run).fingerprint, by=by)
