from pathlib import Path

import pytest

from kokreasi.demonstration.preparation import prepare

pytestmark = pytest.mark.django_db


@pytest.fixture
def static_root(settings, tmp_path) -> Path:
    settings.STATIC_ROOT = tmp_path / "static"
    return settings.STATIC_ROOT


def test_first_preparation_collects_static_files_and_the_second_does_nothing(static_root) -> None:
    first, second = [], []

    prepare(first.append)
    prepare(second.append)

    assert any("static files" in line for line in first)
    assert (static_root / "django_htmx").is_dir()
    assert second == []


def test_changed_static_files_are_collected_again(static_root) -> None:
    told = []
    prepare(told.append)
    (static_root / ".collected").write_text("other files")
    told.clear()

    prepare(told.append)

    assert len(told) == 1
