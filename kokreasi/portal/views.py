"""The public site."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import cache
from itertools import chain
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kokreasi.core.days import today_in_jakarta
from kokreasi.core.drawing import Bar
from kokreasi.core.page_cache import kept_until_change
from kokreasi.core.paging import page_of
from kokreasi.organisations.choices import CIVIL_SOCIETY, GOVERNMENT
from kokreasi.organisations.models import Organisation
from kokreasi.plans.choices import Phase
from kokreasi.plans.models import Challenge, Plan, Stage
from kokreasi.plans.queries.amended import amendments_of
from kokreasi.plans.queries.confirmations import given_to
from kokreasi.plans.queries.counting import plan_counts, stage_counts
from kokreasi.plans.queries.odd_dates import odd_dates
from kokreasi.plans.queries.rounds import drafts_open_to
from kokreasi.plans.sheets import read
from kokreasi.portal import filters, structured
from kokreasi.portal.consultations import consulted_in, consulted_on, open_now
from kokreasi.portal.figures import figures
from kokreasi.portal.meetings import MetInPlan, coming, held_in, meetings_of, met_in
from kokreasi.portal.proposals import answers_of, proposals_of
from kokreasi.portal.queries import (
    CARDS_SHOWN,
    LATEST_CHANGES,
    answers_to,
    attachments,
    card,
    latest_changes,
    matrix,
    owed_by,
    plans_by_phase,
    profile,
    public_records,
    public_sheets,
    public_stages,
    with_card,
)
from kokreasi.register.choices import Kind
from kokreasi.register.leaves import canonical
from kokreasi.register.models import Record, Version
from kokreasi.register.search import matching
from kokreasi.register.trace import added_to, as_data, stations_of, way_of

ANYBODY = AnonymousUser()
"""The reader of what is kept for everybody (`kept` in templates)."""

HISTORY_LENGTH = 20
UPCOMING_SHOWN = 5
MEETINGS_SHOWN = 20


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what is being decided now, what comes, what changed, and where the plans stand."""
    day, now = today_in_jakarta(), timezone.now()
    stages = public_stages(ANYBODY)
    context = {
        "day": day,
        "now": now,
        "consultations": open_now(ANYBODY, now),
        "open_stages": stages.open_on(day).order_by("closes_on", "pk"),
        "upcoming_meetings": coming(ANYBODY, day)[:UPCOMING_SHOWN],
        "upcoming_stages": stages.upcoming_on(day).order_by("opens_on", "pk")[:UPCOMING_SHOWN],
        "plans": cache(lambda: list(chain(*plans_by_phase(ANYBODY, day).values()))),
        "entries": latest_changes(ANYBODY)[:LATEST_CHANGES],
    }
    return render(request, "portal/home.html", context)


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """List every public plan by where it stands."""
    day = today_in_jakarta()
    by_phase = plans_by_phase(request.user, day)
    groups = [(Phase(phase).label, found) for phase, found in by_phase.items() if found]
    return render(request, "portal/plans.html", {"groups": groups, "day": day})


@require_safe
def plan(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a plan: its timeline, figures, themes, commitments, documents and history."""
    plan = _plan(request, reference)
    stages = cache(lambda: list(public_stages(ANYBODY).filter(plan=plan)))
    sheets = public_sheets(ANYBODY).filter(commitment__plan=plan)
    shown = cache(lambda: attachments(plan.record))
    context = {
        "plan": plan,
        "day": today_in_jakarta(),
        "now": timezone.now(),
        "stages": stages,
        "consultations": consulted_on(plan, ANYBODY),
        "bars": cache(lambda: bars(stages(), met_in(plan))),
        "odd_dates": cache(lambda: odd_dates(plan, stages())),
        "figures": cache(lambda: _plan_figures(plan)),
        "cards": cache(lambda: [card(record) for record in with_card(sheets)[:CARDS_SHOWN]]),
        "commitment_count": lambda: _counts(plan)["commitments"] or 0,
        "has_challenges": lambda: _counts(plan)["challenges"],
        "answers": cache(lambda: answers_of(plan)),
        "documents": lambda: shown().documents,
        "pictures": lambda: shown().pictures,
        "entries": plan.record.entries.visible_to(request.user)[:HISTORY_LENGTH],
        "structured": structured.plan(plan),
    }
    return render(request, "portal/plan.html", context)


def _plan(request: HttpRequest, reference: str) -> Plan:
    visible = Plan.objects.visible_to(request.user).select_related("record__version")
    return get_object_or_404(visible, record__reference=reference)


def bars(stages: Iterable[Stage], met: MetInPlan) -> list[Bar]:
    """Give the stages that have days, with their meetings as dots, as the timeline draws them."""
    return [
        Bar(
            stage.title,
            stage.opens_on,
            stage.closes_on,
            href=stage.get_absolute_url(),
            note=met.of(stage).words(),
            note_href=held_in(stage.plan, stage),
            dots=met.of(stage).days,
        )
        for stage in stages
        if stage.opens_on and stage.closes_on
    ]


def _counts(plan: Plan) -> Mapping[str, int | None]:
    counts = kept_until_change(f"plan-counts-{plan.pk}", lambda: plan_counts(plan))
    return {**counts, **met_in(plan).whole.counts()}


def _plan_figures(plan: Plan) -> list[Any]:
    address = reverse("commitments") + f"?rencana={plan.reference}"
    hrefs = {
        "stages": "#tahapan",
        "commitments": "#komitmen",
        "themes": "#komitmen",
        "challenges": reverse("plan-challenges", args=[plan.reference]),
        "meetings": held_in(plan),
        "participants": held_in(plan),
        "organisations_government": address,
        "organisations_cso": address,
    }
    return figures(_counts(plan), plan.record.stated_figures.all(), hrefs=hrefs)


@require_safe
def stage(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a stage of a plan with its text, figures, documents and pictures."""
    visible = Stage.objects.visible_to(request.user).select_related(
        "record", "kind", "plan__record"
    )
    stage = get_object_or_404(visible, record__reference=reference)
    neighbours = list(public_stages(request.user).filter(plan=stage.plan_id))
    documents, pictures = attachments(stage.record)
    context = {
        "stage": stage,
        "takes_proposals": stage.is_collecting and stage.is_open_on(today_in_jakarta()),
        "proposals": proposals_of(stage, request.user),
        "day": today_in_jakarta(),
        "now": timezone.now(),
        "consultations": consulted_in(stage, request.user),
        "neighbours": neighbours,
        "odd_dates": [odd for odd in odd_dates(stage.plan, neighbours) if odd.stage == stage],
        "figures": _stage_figures(stage),
        "meetings": meetings_of(stage, request.user)[:MEETINGS_SHOWN],
        "meetings_href": f"{reverse('meetings-list')}?tahapan={stage.reference}",
        "documents": documents,
        "pictures": pictures,
        "entries": stage.record.entries.visible_to(request.user)[:HISTORY_LENGTH],
        "structured": structured.stage(stage),
    }
    return render(request, "portal/stage.html", context)


def _stage_figures(stage: Stage) -> list[Any]:
    plan_address = reverse("plan", args=[stage.plan.reference])
    hrefs = {
        "challenges": reverse("plan-challenges", args=[stage.plan.reference]),
        "commitments": f"{plan_address}#komitmen",
        "themes": f"{plan_address}#komitmen",
        "meetings": held_in(stage.plan, stage),
        "participants": held_in(stage.plan, stage),
    }
    counted = stage_counts(stage, _counts(stage.plan))
    counts = {**counted, **met_in(stage.plan).of(stage).counts()}
    return figures(counts, stage.record.stated_figures.all(), hrefs=hrefs)


@require_safe
def challenges(request: HttpRequest) -> HttpResponse:
    """List the plans whose grand challenges are published, the latest first."""
    with_challenges = (
        Plan.objects.visible_to(request.user)
        .filter(challenges__record__published_at__isnull=False, record__published_at__isnull=False)
        .select_related("record")
        .distinct()
    )
    return render(request, "portal/challenges.html", {"plans": with_challenges})


@require_safe
def plan_challenges(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the matrix of grand challenges of a plan."""
    plan = _plan(request, reference)
    return render(
        request,
        "portal/matrix.html",
        {"plan": plan, "matrix": matrix(plan, request.user)},
    )


@require_safe
def challenge(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a challenge: who says what about it, what it is aligned with, what became of it."""
    visible = Challenge.objects.visible_to(request.user).select_related(
        "record", "axis", "sector", "global_issue", "plan__record"
    )
    challenge = get_object_or_404(visible, record__reference=reference)
    answers = answers_to(challenge, request.user)
    context = {
        "challenge": challenge,
        "alignment": challenge.alignment.all(),
        "stations": stations_of(challenge.record, request.user),
        "inputs": challenge.inputs.select_related("organisation__record"),
        "cards": [card(record) for record in with_card(answers)[:CARDS_SHOWN]],
        "entries": challenge.record.entries.visible_to(request.user)[:HISTORY_LENGTH],
    }
    return render(request, "portal/challenge.html", context)


@require_safe
def commitments(request: HttpRequest) -> HttpResponse:
    """List published commitments; every filter and page is a plain link."""
    words = request.GET.get("q", "").strip()
    records = filters.narrowed(public_sheets(ANYBODY), request.GET)
    page = page_of(request, with_card(matching(records, words)))
    chosen = filters.chosen(request.GET)
    context = {
        "page": page,
        "cards": cache(lambda: [card(record) for record in page]),
        "filters": chosen,
        "is_narrowed": any(one.value for one in chosen),
        "words": words,
    }
    return render(request, "portal/commitments.html", context)


@require_safe
def commitment(request: HttpRequest, reference: str, number: int | None = None) -> HttpResponse:
    """Show a published commitment, or one of its earlier versions by number."""
    published = public_sheets(request.user).select_related("version")
    record = get_object_or_404(published, reference=reference)
    version = _version(record, number)
    sheet = read(version.content)
    shown = cache(lambda: attachments(record))
    context = {
        "record": record,
        "version": version,
        "is_current": version.pk == record.version_id,
        "sheet": sheet,
        "versions": record.versions.defer("content").order_by("-number"),
        "stated": record.stated_figures.all(),
        "stations": stations_of(record, request.user),
        "given": lambda: given_to(record, sheet),
        "amendments": lambda: amendments_of(record, ANYBODY),
        "documents": lambda: shown().documents,
        "pictures": lambda: shown().pictures,
        "entries": record.entries.visible_to(request.user)[:HISTORY_LENGTH],
        "structured": structured.commitment(record, sheet),
        "drafts": drafts_open_to(request.user, record),
    }
    return render(request, "portal/commitment.html", context)


def _version(record: Record, number: int | None) -> Version:
    """Give a version by its number, the current one where none is asked for."""
    if number is None and record.version is not None:
        return record.version
    return get_object_or_404(record.versions.shown(), number=number)


@require_safe
def version_content(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Give a frozen version byte for byte as it was hashed: its SHA-256 is the fingerprint."""
    record = get_object_or_404(public_records(request.user), reference=reference)
    version = get_object_or_404(record.versions.shown(), number=number)
    return HttpResponse(canonical(version.content), content_type="application/json")


@require_safe
def way(request: HttpRequest, reference: str) -> JsonResponse:
    """Give the way of a public thing as data: the things on it, and the ties between them."""
    here = get_object_or_404(public_records(request.user), reference=reference)
    things = way_of(here, ANYBODY)
    return JsonResponse(as_data(things, here=here, added=added_to(things, ANYBODY)))


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """List the organisations that take part, by side and name."""
    words = request.GET.get("q", "").strip()
    side = request.GET.get("sisi", "")
    kinds = {"pemerintah": GOVERNMENT, "masyarakat": CIVIL_SOCIETY}.get(side)
    records = matching(public_records(request.user).filter(kind=Kind.ORGANISATION), words)
    visible = Organisation.objects.visible_to(request.user).standing().with_record()
    found = visible.of_kind(kinds) if kinds else visible
    ordered = found.filter(record__in=records).order_by("record__sort_key")
    page = page_of(request, ordered)
    context = {"page": page, "words": words, "side": side}
    return render(request, "portal/organisations.html", context)


@require_safe
def organisation(request: HttpRequest, reference: str) -> HttpResponse:
    """Show an organisation with everything it takes part in; a merged one leads to the other."""
    visible = Organisation.objects.visible_to(request.user).select_related(
        "record", "parent__record", "merged_into__record"
    )
    organisation = get_object_or_404(visible, record__reference=reference)
    if organisation.merged_into:
        return redirect(organisation.merged_into, permanent=True)
    day = today_in_jakarta()
    context = {
        "organisation": organisation,
        "day": day,
        "profile": cache(lambda: profile(organisation)),
        "owed": cache(lambda: owed_by(organisation, day)),
        "figures": cache(lambda: figures({}, organisation.record.stated_figures.all(), hrefs={})),
        "entries": organisation.record.entries.visible_to(request.user)[:HISTORY_LENGTH],
        "structured": structured.organisation(organisation),
    }
    return render(request, "portal/organisation.html", context)


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Tell everything that was done in public, the newest first."""
    page = page_of(request, latest_changes(ANYBODY))
    return render(request, "portal/changes.html", {"page": page})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find public records of every kind by words."""
    words = request.GET.get("q", "").strip()
    found = matching(public_records(request.user), words)
    page = page_of(request, found if words else found.none())
    return render(request, "portal/search.html", {"page": page, "words": words})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/about.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/privacy.html")


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Let everybody read the public pages, and point to the list of them."""
    lines = (
        "User-agent: *",
        "Disallow: /ruang-kerja/",
        "Disallow: /en/ruang-kerja/",
        "Disallow: /akun/",
        "Disallow: /usulan/saya/",
        "Disallow: /usulan/tulis/",
        "Disallow: /cari/",
        f"Sitemap: {settings.ORIGIN}{reverse('sitemap')}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def security(_request: HttpRequest) -> HttpResponse:
    """Say whom to tell about a weakness (RFC 9116); asked anew each year."""
    expires = today_in_jakarta() + timedelta(days=365)
    lines = (
        f"Contact: mailto:{settings.SECURITY_CONTACT}",
        f"Expires: {expires.isoformat()}T00:00:00Z",
        "Preferred-Languages: id, en",
        f"Canonical: {settings.ORIGIN}{reverse('security')}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
