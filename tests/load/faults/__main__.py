"""Causes the faults named (all without names) and writes their figures: `python -m tests.load.faults [--list] [NAME…]`.

Each row of tests/load/FIGURES.md is a run of this command: what was caused, the goal, the figure, and the control with
one thing spoiled, which must miss the goal. Exit code 1 when a goal is missed or a control is not.
"""

import argparse
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import django

FIGURES = Path(__file__).resolve().parents[1] / "FIGURES.md"
HEAD = """# Figures

What the site does when something breaks, each caused by `python -m tests.load.faults NAME`, which wrote this table.
The control is the same fault with one thing spoiled: it must miss the goal, or the check proves nothing.

| fault | goal | figure | control | run |
|---|---|---|---|---|
"""


def rows() -> dict[str, str]:
    """Rows written before, by name of the fault."""
    lines = FIGURES.read_text().splitlines() if FIGURES.exists() else []
    table = [line for line in lines if line.startswith("| ") and not line.startswith("| fault ")]
    return {line.split("|")[1].strip(): line for line in table}


def where() -> str:
    """Commit, day and machine of this run."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    day = datetime.now(UTC).date().isoformat()
    version = ".".join(str(one) for one in sys.version_info[:3])
    return f"{commit.stdout.strip()}, {day}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {version}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--list", action="store_true", help="name the faults and their goals")
    parser.add_argument("--size", type=int, help="instead of the size each fault has for its figure")
    parser.add_argument("names", nargs="*", metavar="NAME")
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "literacy.settings")
    django.setup()
    from tests.load.faults.every import CHECKS

    known = {check.name: check for check in CHECKS}
    if unknown := set(chosen.names) - set(known):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known are {', '.join(known)}")
    if chosen.list:
        print("\n".join(f"{check.name}: {check.goal}" for check in CHECKS))
        return 0
    failed = 0
    for name in chosen.names or known:
        check, began, place = known[name], time.monotonic(), where()
        print(f"{name} …", file=sys.stderr)
        outcome, control = check.run(chosen.size or check.whole), check.control()
        print(f"{name} ({time.monotonic() - began:.0f} s): {'met' if outcome.is_met else 'MISSED'}: {outcome.figure}")
        print(f"  {check.spoiled}: {'MET, so this proves nothing' if control.is_met else 'missed'}: {control.figure}")
        failed += not outcome.is_met or control.is_met
        figure = outcome.figure if outcome.is_met else f"**missed**: {outcome.figure}"
        row = f"| {name} | {check.goal} | {figure} | {check.spoiled}: {control.figure} | {place} |"
        FIGURES.write_text(HEAD + "\n".join({**rows(), name: row}.values()) + "\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
