"""A release: one version, an archive that starts, a whole lock, stated licences, holes that are asked about."""

import http.client
import os
import re
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from literacy import __version__
from literacy.setup import releasing
from literacy.setup.licences import LOCKS as LICENSED
from literacy.setup.licences import as_page, licences
from tests.repository.alone import ROOT
from tests.repository.audit import verdict
from tests.repository.ports import free_port
from tests.repository.programs import PATIENCE, wait_for

UNHEARD = "NOT AUDITED: the data about known holes cannot be reached from here."
LOCKS = ["requirements", "requirements-dev", "requirements-servers", "requirements-audit"]
ENTRY = re.compile(r"^(?P<pin>[A-Za-z][^\n]*?)(?: \\)?\n(?P<rest>(?:    [^\n]*\n)*)", re.MULTILINE)


# ---- version


def test_version_stands_in_one_place_and_is_said(capsys) -> None:
    said = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "version"], capture_output=True, text=True, check=True
    ).stdout

    assert said == f"{__version__}\n"
    assert __version__ not in (ROOT / "pyproject.toml").read_text().partition("[tool.ruff]")[0]
    assert re.search(r'version = \{ attr = "literacy.__version__" \}', (ROOT / "pyproject.toml").read_text())


def test_every_version_says_how_to_update() -> None:
    sections = (ROOT / "CHANGELOG.md").read_text().split("\n## ")[1:]

    assert [one.partition("\n")[0] for one in sections if releasing.UPDATE not in one] == []
    assert __version__ in "".join(one.partition("\n")[0] for one in sections)


# ---- the archive


@pytest.mark.processes
def test_archive_starts_on_its_own_in_an_empty_environment(tmp_path: Path) -> None:
    made, digest = releasing.build(ROOT, tmp_path)
    again, same = releasing.build(ROOT, tmp_path)
    subprocess.run(["tar", "-xzf", made, "-C", tmp_path], check=True)  # as docs/operate.md says
    folder = tmp_path / releasing.NAME
    (folder / ".venv").symlink_to(Path(sys.prefix))  # the packages that are here, instead of fetching them again
    port = free_port()
    command = [sys.executable, "manage.py", "demo", "--port", str(port)]
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    server = subprocess.Popen(command, cwd=folder, env=environment, start_new_session=True, stdout=subprocess.PIPE)
    try:
        wait_for(port, server)
        status = first_answer(port)
    finally:
        os.killpg(server.pid, 15)
        server.communicate(timeout=PATIENCE)

    assert (made, digest) == (again, same)
    assert made.name == f"clear-money-{__version__}.tar.gz"
    assert os.access(folder / "deploy/learn", os.X_OK)
    assert status == 200
    assert (folder / "literacy/locale/zh_Hans/LC_MESSAGES/django.mo").exists()
    assert (folder / "static/css/site.css").exists()


def first_answer(port: int) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request("GET", "/en/")
        return connection.getresponse().status


def repository(folder: Path, changelog: str) -> Path:
    (folder / "CHANGELOG.md").write_text(changelog)
    for lock in releasing.LOCKS:
        (folder / lock).write_text("django==5.2.19\n")
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "All"]):
        subprocess.run([*git, *words], cwd=folder, check=True, capture_output=True)
    return folder


READY = f"# Changes\n\n## {__version__} · 2026-11-29\n\n- A thing\n\n### How to update\n\nAs always.\n"


@pytest.mark.parametrize(
    ("changelog", "says"),
    [
        (READY, ""),
        (READY.replace(__version__, "9.9.9"), f"and this is version {__version__}"),
        (READY.replace("### How to update", "### Other"), "does not say 'How to update'"),
    ],
)
def test_release_is_refused_until_the_changes_are_told(tmp_path, changelog, says) -> None:
    folder = repository(tmp_path, changelog)

    if not says:
        releasing.check_ready(folder, now=timezone.now())
        return
    with pytest.raises(releasing.NotReadyForReleaseError, match=re.escape(says)):
        releasing.check_ready(folder, now=timezone.now())


def test_release_is_refused_while_something_is_not_committed(tmp_path) -> None:
    folder = repository(tmp_path, READY)
    (folder / "new.txt").write_text("new")

    with pytest.raises(releasing.NotReadyForReleaseError, match="not committed"):
        releasing.check_ready(folder, now=timezone.now())


@pytest.mark.parametrize(("days", "is_refused"), [(89, False), (91, True)])
def test_release_is_refused_with_libraries_that_nobody_has_looked_at_for_90_days(tmp_path, days, is_refused) -> None:
    folder = repository(tmp_path, READY)
    later = timezone.now() + timedelta(days=days)

    if not is_refused:
        releasing.check_ready(folder, now=later)
        return
    with pytest.raises(releasing.NotReadyForReleaseError, match="requirements.txt is older than 90 days"):
        releasing.check_ready(folder, now=later)


def test_folder_that_git_does_not_know_is_said(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    with pytest.raises(releasing.NotReadyForReleaseError, match="git knows nothing of this folder"):
        releasing.build(tmp_path, tmp_path)


def test_place_of_the_archive_must_be_there(tmp_path) -> None:
    with pytest.raises(CommandError, match="is no folder. No archive was made"):
        call_command("make_release", str(tmp_path / "nowhere"), "--trial")


# ---- the lock


def wanted(name: str) -> dict[str, Requirement]:
    lines = (ROOT / f"{name}.in").read_text().splitlines()
    found = [Requirement(line) for line in lines if line and not line.startswith(("#", "-"))]
    return {canonicalize_name(one.name): one for one in found}


def disagreements(lock: str, text: str, asked: dict[str, Requirement]) -> list[str]:
    """Where a lock is not what its list asks for."""
    entries = {}
    for entry in ENTRY.finditer(text):
        pin = Requirement(entry["pin"])
        entries[canonicalize_name(pin.name)] = (pin, entry["rest"])
    source = f"-r {lock}.in"
    top = {name for name, (_, rest) in entries.items() if source in rest}
    problems = [f"{name} is asked for and not pinned" for name in asked.keys() - top]
    problems += [f"{name} is pinned and nobody asks for it" for name in top - asked.keys()]
    for name, (pin, rest) in entries.items():
        version = str(pin.specifier).removeprefix("==")
        if not str(pin.specifier).startswith("==") or "--hash=sha256:" not in rest:
            problems.append(f"{name} is not pinned with a hash")
        if name in top & asked.keys() and not asked[name].specifier.contains(version):
            problems.append(f"{name} {version} is not what is asked for")
        because = set(re.findall(r"(?:via|#  ) +([a-z0-9._-]+)", rest)) - {source, "via"}
        if name not in top and not {canonicalize_name(one) for one in because} & entries.keys():
            problems.append(f"{name} is needed by nothing")
    return sorted(problems)


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_is_what_its_list_asks_for(lock) -> None:
    assert disagreements(lock, (ROOT / f"{lock}.txt").read_text(), wanted(lock)) == []


def test_lock_that_is_not_whole_is_noticed() -> None:
    """The control: each way in which it can go wrong."""
    text = (ROOT / "requirements.txt").read_text()
    asked = wanted("requirements")
    newer = Requirement("nh3>=99")
    no_hash = re.sub(r"(nh3==[^\n]*) \\\n(    --hash[^\n]*\n)+", r"\1\n", text)

    assert disagreements("requirements", text, {**asked, "missing": Requirement("missing")})
    assert disagreements("requirements", text, {name: one for name, one in asked.items() if name != "nh3"})
    assert disagreements("requirements", text, {**asked, "nh3": newer})
    assert disagreements("requirements", no_hash, asked) == ["nh3 is not pinned with a hash"]
    stray = "stray==1.0 \\\n    --hash=sha256:00\n    # via nothing-here\n"
    assert disagreements("requirements", text + stray, asked) == ["stray is needed by nothing"]


# ---- licences


def test_list_of_licences_is_that_of_the_packages() -> None:
    assert (ROOT / "docs" / "licences.md").read_text() == as_page(licences(ROOT)), "run: manage.py licences --write"


def test_package_that_only_an_older_python_needs_is_not_listed(tmp_path) -> None:
    for lock in LICENSED:
        (tmp_path / lock).write_text("pytest==1.0 ; python_full_version < '3.11.3' \\\ndjango==5.2 \\\n")

    assert [(one.name, one.version) for one in licences(tmp_path)] == [("django", "5.2")]


def test_every_package_states_a_licence() -> None:
    found = licences(ROOT)

    assert len(found) > 30
    assert [one.name for one in found if one.words == "not stated"] == []


# ---- known holes


def report(*holes: str, skipped: str = "") -> dict[str, Any]:
    package = {"name": "nh3", "version": "0.3.8", "vulns": [{"id": one, "fix_versions": ["0.3.9"]} for one in holes]}
    return {"dependencies": [package, *([{"name": "fsrs", "skip_reason": skipped}] if skipped else [])]}


@pytest.mark.parametrize(
    ("control", "lock", "code", "says"),
    [
        (report("CVE-1"), report(), 0, "No pinned package has a known hole."),
        (report("CVE-1"), report("CVE-2"), 1, "requirements.txt: nh3 0.3.8: CVE-2, fixed in 0.3.9"),
        (report("CVE-1"), report(skipped="no data"), 1, "requirements.txt: fsrs was not looked at: no data"),
        (report("CVE-1"), None, 1, "requirements.txt: pip-audit gave no report"),
        (report(), report(), 0, UNHEARD),
        (
            report(skipped="no data"),
            report(),
            0,
            UNHEARD,
        ),
        (None, report(), 0, UNHEARD),
    ],
)
def test_nothing_found_is_no_good_news_where_nothing_could_be_found(control, lock, code, says) -> None:
    assert verdict(control, {"requirements.txt": lock}) == (code, [says])
