"""./run refuses in one line what it cannot do, before it changes anything."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

TOOLS = ("cmp", "cp", "date", "dirname", "grep", "mkdir", "rm", "sh", "tail")


def run(folder: Path, *arguments: str, path: str = os.environ["PATH"]):
    return subprocess.run(
        [folder / "run", *arguments],
        env={"PATH": path, "HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def checkout(tmp_path) -> Path:
    """What ./run reads of a fresh clone, without libraries."""
    shutil.copy(ROOT / "run", tmp_path / "run")
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    return tmp_path


@pytest.fixture
def machine(tmp_path) -> Path:
    """A folder of programs with the usual tools and no Python."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for tool in TOOLS:
        (programs / tool).symlink_to(shutil.which(tool))
    return programs


def program(machine: Path, name: str, script: str) -> None:
    file = machine / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


def assert_refused(result, words: str) -> None:
    assert result.returncode == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert words in result.stderr


@pytest.mark.parametrize("port", ["", "abc", "0", "65536", "99999999999", "-1", "80 80"])
def test_what_is_no_port_is_refused(port, checkout) -> None:
    assert_refused(run(checkout, "--port", port), "from 1 to 65535")


@pytest.mark.parametrize("arguments", [["--wrong"], ["--port"], ["--data"]])
def test_what_it_does_not_know_is_refused_with_the_usage(arguments, checkout) -> None:
    assert_refused(run(checkout, *arguments), "Usage: ./run")


def test_folder_that_cannot_be_written_to_is_named(checkout) -> None:
    (checkout / "file").touch()

    assert_refused(run(checkout, "--data", "file/data"), "file/data cannot be written to")


def test_machine_without_python_is_told_so(checkout, machine) -> None:
    assert_refused(run(checkout, path=str(machine)), "No python3 was found")


def test_old_python_is_named_with_its_version(checkout, machine) -> None:
    program(machine, "python3", '[ "$1" = --version ] && echo Python 3.9.2 && exit; exit 1')

    assert_refused(run(checkout, path=str(machine)), "Found Python 3.9.2")


def test_python_without_venv_leads_to_the_package(checkout, machine) -> None:
    without = f'case "$2" in *ensurepip*) exit 1 ;; esac; exec {sys.executable} "$@"'
    program(machine, "python3", without)

    assert_refused(run(checkout, path=str(machine)), "apt install python3-venv")


def test_port_in_use_is_named(checkout) -> None:
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").symlink_to(sys.executable)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])

        assert_refused(run(checkout, "--port", port), f"Port {port} is in use")
