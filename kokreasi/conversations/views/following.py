"""Following a public thing: asked for by anybody, kept by a link of a mail or signed in."""

from collections.abc import Callable

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kokreasi.conversations.forms.following import FollowForm, PaceForm
from kokreasi.conversations.models import Follow
from kokreasi.conversations.queries.follows import followed_by, others_of
from kokreasi.conversations.services import follows as services
from kokreasi.people.models import User
from kokreasi.people.visitors import SignedInRequest
from kokreasi.register.models import Record

INVALID = 422
SENT = "terkirim"
ACTION = "lakukan"

Answer = Callable[[], HttpResponse]


def _limited(request: HttpRequest, answer: Answer, **limit: str) -> HttpResponse:
    """Answer, unless the same visitor or link has asked too often."""
    if ratelimit.consume(request, **limit):
        return answer()
    refusal: HttpResponse = ratelimit.respond_429(request)
    return refusal


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, reference: str) -> HttpResponse:
    """Let anybody follow by e-mail, and somebody signed in with one press."""
    visible = Record.objects.visible_to(request.user).public()
    record = get_object_or_404(visible, reference=reference)
    if request.method == "POST" and isinstance(request.user, User):
        return _followed(request, record, request.user)
    if request.method == "POST":
        return _limited(request, lambda: _asked(request, record), action="follow")
    return _form(request, record, FollowForm())


def _followed(request: HttpRequest, record: Record, user: User) -> HttpResponse:
    services.follow(record, user=user, at=timezone.now())
    messages.success(request, _("You follow this page and are told by e-mail."))
    return redirect(record.get_absolute_url())


def _asked(request: HttpRequest, record: Record) -> HttpResponse:
    form = FollowForm(request.POST)
    if not form.is_valid():
        return _form(request, record, form, status=INVALID)
    language = (get_language() or "id")[:2]
    services.ask(record, **form.cleaned_data, language=language, at=timezone.now())
    return redirect(f"{request.path}?{SENT}")


def _form(
    request: HttpRequest, record: Record, form: FollowForm, *, status: int = 200
) -> HttpResponse:
    context = {"record": record, "form": form, "is_sent": SENT in request.GET}
    return render(request, "conversations/following/follow.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_key(request: HttpRequest, key: str) -> HttpResponse:
    """Show what the link of a mail is about; only a pressed button confirms, changes or ends it."""
    followed = services.known_by(key)
    if request.method == "POST":
        return _limited(request, lambda: _kept(request, followed), action="follow_link", key=key)
    context = {
        "follow": followed,
        "form": PaceForm(initial={"pace": followed.pace}),
        "others": others_of(followed),
    }
    return render(request, "conversations/following/own.html", context)


def _kept(request: HttpRequest, followed: Follow) -> HttpResponse:
    """Do what the pressed button says; the page then shows how things stand."""
    now = timezone.now()
    form = PaceForm(request.POST)
    pace = form.cleaned_data["pace"] if form.is_valid() else None
    acts: dict[str, Callable[[], object]] = {
        "ikuti": lambda: services.confirm(followed, at=now, pace=pace),
        "ubah": lambda: services.set_pace(followed, pace) if pace else None,
        "berhenti": lambda: services.leave(followed, at=now),
        "berhenti-semua": lambda: services.leave_all(followed, at=now),
        "lupakan": lambda: services.forget(followed, at=now),
    }
    act = acts.get(request.POST.get(ACTION, ""))
    if act is not None:
        act()
    return redirect(request.path)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave_all(request: HttpRequest, key: str) -> HttpResponse:
    """Leave everything by one post of a mail program (RFC 8058), which brings no cookie.

    Whoever opens the address, such as a program that tries every link of a mail, changes nothing
    and comes to the page with the buttons.
    """
    followed = services.known_by(key)
    if request.method != "POST":
        return redirect("follow", key)
    services.leave_all(followed, at=timezone.now())
    return render(request, "conversations/following/left.html", {"follow": followed})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: SignedInRequest) -> HttpResponse:
    """List what somebody signed in follows, to change how often or to leave."""
    if request.method == "POST":
        return _change_mine(request)
    rows = [(one, PaceForm(initial={"pace": one.pace})) for one in followed_by(request.user)]
    return render(request, "conversations/following/mine.html", {"rows": rows})


def _change_mine(request: SignedInRequest) -> HttpResponse:
    chosen = request.POST.get("langganan", "")
    followed = get_object_or_404(followed_by(request.user), key_hash=chosen)
    form = PaceForm(request.POST)
    if request.POST.get(ACTION) == "berhenti":
        services.leave(followed, at=timezone.now())
        messages.success(request, _("You are told no more about this."))
    elif form.is_valid():
        services.set_pace(followed, form.cleaned_data["pace"])
        messages.success(request, _("Saved."))
    return redirect("following")
