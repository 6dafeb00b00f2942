"""Asks pip-audit whether a pinned package has a known hole: `python -m tests.repository.audit PIP_AUDIT`.

Where its data cannot be reached, pip-audit says that it found nothing. So a package with known holes is asked about
first: when none of its holes is found, nothing was audited, and that is said instead of "all is well".
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.txt", "requirements-servers.txt", "requirements-dev.txt")
CONTROL = "django==3.2.0\n"  # dozens of published holes
Report = Mapping[str, Any]


def is_reachable(control: Report | None) -> bool:
    """Whether the holes of the control were found."""
    return control is not None and any(one.get("vulns") for one in control["dependencies"])


def problems(report: Report | None) -> Iterator[str]:
    """What must fail a build where the data is reachable: a hole, and a package that was not looked at."""
    if report is None:
        yield "pip-audit gave no report"
        return
    for one in report["dependencies"]:
        for hole in one.get("vulns", ()):
            fixed = ", ".join(hole.get("fix_versions", ())) or "no version yet"
            yield f"{one['name']} {one['version']}: {hole['id']}, fixed in {fixed}"
        if "skip_reason" in one:
            yield f"{one['name']} was not looked at: {one['skip_reason']}"


def verdict(control: Report | None, reports: Mapping[str, Report | None]) -> tuple[int, list[str]]:
    """The exit code, and what to say."""
    if not is_reachable(control):
        return 0, ["NOT AUDITED: the data about known holes cannot be reached from here."]
    found = [f"{lock}: {one}" for lock, report in reports.items() for one in problems(report)]
    return (1, found) if found else (0, ["No pinned package has a known hole."])


def ask(program: str, lock: Path) -> Report | None:
    command = [program, "-r", str(lock), "--disable-pip", "--no-deps", "-f", "json", "--progress-spinner", "off"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        return dict(json.loads(done.stdout))
    except ValueError:
        sys.stderr.write(done.stderr)
        return None


def main(program: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        control = Path(folder) / "control.txt"
        control.write_text(CONTROL)
        heard = ask(program, control)
    code, lines = verdict(heard, {lock: ask(program, ROOT / lock) for lock in LOCKS} if is_reachable(heard) else {})
    print("\n".join(lines))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
