"""Run the bench and write docs/performance.md."""

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

from tests.load.asking import Round, ask
from tests.load.server import Server, serving
from tests.load.statements import Cost
from tests.load.weight import weigh

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "docs" / "performance.md"
HELLO_PORT, OUR_PORT = 8931, 8932
SIZES = (10, 1_000, 10_000)
ROUNDS = 3
WARM_UP, KEPT, MADE = 40, 1_200, 200
NEVER_KEPT = {"HX-Request": "true"}
PAGES = {
    "Home": "/",
    "Plan": "/rencana/RAN-2018/",
    "Commitments, list of 20": "/komitmen/",
    "Commitments, searched": "/komitmen/?q=anggaran",
    "Commitment": "/komitmen/KOM-2018-01/",
    "Organisation": "/organisasi/ORG-0005/",
    "Changes": "/perubahan/",
    "Meeting with 200 points": "/pertemuan/RPT-2015-001/",
    "Follow-ups, list of 20 of 5,000": "/tindak-lanjut/",
    "Follow-ups, overdue": "/tindak-lanjut/?keadaan=terlambat",
    "Follow-ups, by organisation": "/tindak-lanjut/lembaga/",
}
FOLLOW_UPS = 5_000
OWN_SECTION = re.compile(r"## [\d,]+ commitments\n")

Figures = dict[str, list[tuple[Round, Round, Round]]]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument("--out", type=Path, default=REPORT)
    given = asked.parse_args()
    sections: list[str] = []
    for size in given.sizes:
        sections.append(measure(size, rounds=given.rounds))
        others = sections_of_others(given.out)
        given.out.write_text(f"{written(sections, rounds=given.rounds)}\n{others}")
        print(f"Wrote {given.out}.", flush=True)


def sections_of_others(report: Path) -> str:
    """Give what other benches have put into the report: sections without numbers of commitments."""
    if not report.exists():
        return ""
    every = re.split(r"^(?=## )", report.read_text(), flags=re.MULTILINE)[1:]
    return "".join(one for one in every if not OWN_SECTION.match(one))


def measure(size: int, *, rounds: int) -> str:
    """Measure every page beside the yardstick with this many commitments; give the section."""
    with tempfile.TemporaryDirectory() as folder:
        environment = prepare(folder, size)
        costs = costs_of_pages(environment)
        with (
            serving("tests.load.hello:application", port=HELLO_PORT, environment={}) as hello,
            serving("config.wsgi:application", port=OUR_PORT, environment=environment) as ours,
        ):
            figures = interleaved(hello, ours, rounds=rounds)
            weights = {name: weigh(OUR_PORT, path) for name, path in PAGES.items()}
            memory = ours.memory_mb()
    return section(size, figures, costs, weights, memory)


def prepare(folder: str, size: int) -> dict[str, str]:
    """Make a database with the demonstration and `size` commitments more."""
    environment = {
        "KOKREASI_DATA": folder,
        "KOKREASI_LOG_LEVEL": "ERROR",
        "KOKREASI_ORIGIN": f"http://127.0.0.1:{OUR_PORT}",
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
    }
    for command in (
        ["migrate", "-v0"],
        ["createcachetable"],
        ["collectstatic", "--noinput", "-v0"],
        ["load_vocabularies"],
        ["load_proposal_statuses"],
        ["load_demonstration"],
        ["shell", "-v0", "-c", f"from tests.load.data import fill; fill({size})"],
        ["shell", "-v0", "-c", f"from tests.load.meetings import fill; fill({FOLLOW_UPS})"],
        ["shell", "-v0", "-c", "from tests.load.meetings import long_meeting; long_meeting()"],
    ):
        manage(environment, *command)
    print(f"{size} commitments are in place.")
    return environment


def manage(environment: Mapping[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return done.stdout


def costs_of_pages(environment: Mapping[str, str]) -> dict[str, Cost]:
    code = f"from tests.load.statements import report; report({list(PAGES.values())})"
    told = json.loads(manage(environment, "shell", "-v0", "-c", code))
    return {path: Cost(*cost) for path, cost in told.items()}


def interleaved(hello: Server, ours: Server, *, rounds: int) -> Figures:
    """Ask yardstick, kept page and page made anew in turns, so that noise meets all alike."""
    figures: Figures = {name: [] for name in PAGES}
    for path in PAGES.values():
        ask(ours, path, NEVER_KEPT, times=WARM_UP)
    for _round in range(rounds):
        for name, path in PAGES.items():
            figures[name].append(
                (
                    ask(hello, "/", {}, times=KEPT),
                    ask(ours, path, {"Accept-Encoding": "gzip"}, times=KEPT),
                    ask(ours, path, {**NEVER_KEPT, "Accept-Encoding": "gzip"}, times=MADE),
                )
            )
            print(f"  {name}")
    return figures


def section(
    size: int,
    figures: Figures,
    costs: Mapping[str, Cost],
    weights: Mapping[str, tuple[int, int]],
    memory: float,
) -> str:
    lines = [
        f"## {size:,} commitments",
        "",
        (
            "| Page | made anew: SQL | × hello | CPU ms (spread) | kept: × hello | CPU ms (spread) "
            "| after a change: SQL | CPU ms | first visit kB | later kB |"
        ),
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [row(name, figures[name], costs[PAGES[name]], weights[name]) for name in PAGES]
    yardstick = [hello for rounds in figures.values() for hello, _kept, _made in rounds]
    lines += [
        "",
        (
            f"Yardstick in the same run: {median(r.per_second for r in yardstick):,.0f} answers a "
            f"second, {median(r.cpu_ms for r in yardstick):.2f} CPU ms. "
            f"A worker holds {memory:.0f} MB (PSS)."
        ),
        "",
    ]
    return "\n".join(lines)


def row(
    name: str, rounds: list[tuple[Round, Round, Round]], cost: Cost, sizes: tuple[int, int]
) -> str:
    kept = median(k.per_second / h.per_second for h, k, _m in rounds)
    made = median(m.per_second / h.per_second for h, _k, m in rounds)
    cells = (
        name,
        cost.statements,
        f"{made:.3f}",
        spread([m.cpu_ms for _h, _k, m in rounds]),
        f"{kept:.2f}",
        spread([k.cpu_ms for _h, k, _m in rounds]),
        cost.statements_after_a_change,
        f"{cost.cpu_ms_after_a_change:.0f}",
        f"{sizes[0] / 1000:.0f}",
        f"{sizes[1] / 1000:.1f}",
    )
    return f"| {' | '.join(map(str, cells))} |"


def spread(values: list[float]) -> str:
    return f"{median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def written(sections: list[str], *, rounds: int) -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in ("Django", "granian"))
    return "\n".join(
        [
            "# Performance",
            "",
            (
                "Written by `.venv/bin/python -m tests.load`; not by hand. Medians of "
                f"{rounds} interleaved rounds, with the smallest and largest beside them. "
                "“× hello” is the share of"
            ),
            (
                "what a bare Django view answers under the same server, workers and load in "
                "the same run. CPU is that of server and database (SQLite) together, for one "
                "answer."
            ),
            (
                "“Kept” is what a visitor without a session gets until data change; “made anew” "
                "passes by the kept pages, as for somebody signed in, and finds the parts that"
            ),
            (
                "are the same for everybody ([decision 0009](decisions/0009-parts-of-pages.md)); "
                "“after a change” nothing is kept: that pays the first who asks after each "
                "publication"
            ),
            (
                "(in one process, without the web server). Sizes are compressed, without "
                "pictures. On a machine that others use CPU also counts their noise: see the "
                "yardstick."
            ),
            "",
            (
                f"Measured {datetime.now(UTC):%d %B %Y} on {os.cpu_count()} cores, "
                f"{platform.system()}, Python {platform.python_version()}, {packages}; "
                "2 workers of 4 threads."
            ),
            "",
            *sections,
        ]
    )


if __name__ == "__main__":
    main()
