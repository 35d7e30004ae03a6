"""What a data folder needs before it can be served; each step is done only when it is needed."""

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.cache import caches
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

from kokreasi.consultations.models import QuestionnaireTemplate
from kokreasi.core.days import today_in_jakarta
from kokreasi.demonstration.keeping import keep_running
from kokreasi.people.models import User
from kokreasi.plans.models import StageTemplate
from kokreasi.proposals.models import Status
from kokreasi.register.models import Record
from kokreasi.vocabularies.models import Term

Say = Callable[[str], None]
SHIPPED: tuple[tuple[type[Model], str, str], ...] = (
    (Term, "load_vocabularies", "Loaded the vocabularies"),
    (StageTemplate, "load_stage_templates", "Loaded the stage templates"),
    (QuestionnaireTemplate, "load_questionnaire_templates", "Loaded the questionnaire templates"),
    (Status, "load_proposal_statuses", "Loaded the steps of proposals"),
)
"""What a release brings along, in the order in which it needs each other."""


def prepare(say: Say) -> None:
    """Bring database, static files and first content up to date, telling how long each takes."""
    if _has_migrations_to_run():
        with _timed(say, "Prepared the database"):
            call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    caches["pages"].clear()  # they were made by the code of the last start
    if _static_files_changed():
        with _timed(say, "Collected the static files"):
            _collect_static_files()
    for model, command, what in SHIPPED:
        if not model._default_manager.exists():
            _load(say, command, what)
    if not Record.objects.exists() and not User.objects.exists():
        _load(say, "load_demonstration", "Loaded the demonstration")
        _load(say, "rebuild_likeness", "Compared the texts")
    elif moved := keep_running(day=today_in_jakarta()):
        say(f"Dated {moved} things of the running demonstration plan anew, so that they are open")


@contextmanager
def _timed(say: Say, what: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    say(f"{what} ({time.perf_counter() - started:.1f} s)")


def _has_migrations_to_run() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _load(say: Say, command: str, what: str) -> None:
    if command in get_commands():
        with _timed(say, what):
            call_command(command, verbosity=0)


def _stamp() -> Path:
    return Path(settings.STATIC_ROOT) / ".collected"


def _static_files_changed() -> bool:
    return not _stamp().exists() or _stamp().read_text() != _state_of_static_files()


def _collect_static_files() -> None:
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    _stamp().write_text(_state_of_static_files())


def _state_of_static_files() -> str:
    """Give a digest of the name, size and time of every file that finders know."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            size, changed = storage.size(path), storage.get_modified_time(path)
            digest.update(f"{path} {size} {changed.timestamp()}\n".encode())
    return digest.hexdigest()
