"""Which packages the site needs, and under which licence: read from the lock and the installed packages."""

import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

LOCKS = ("requirements.txt", "requirements-servers.txt")
# What only an older Python or another system needs is no pin here, so that the list is the same on every machine.
PIN = re.compile(
    r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)(?![^\s;\\])(?! ; (?:python_full_version|sys_platform))",
    re.MULTILINE,
)
LONGEST = 60  # some packages put the whole text of the licence there


@dataclass(frozen=True, slots=True)
class Licence:
    name: str
    version: str
    words: str
    is_for_servers: bool


def licences(root: Path) -> list[Licence]:
    """Of every pinned package; one that only an older Python or another system needs is left out."""
    found: dict[str, Licence] = {}
    for lock in LOCKS:
        for name, version in PIN.findall((root / lock).read_text(encoding="utf-8")):
            if name not in found and (words := _words(name)):
                found[name] = Licence(name, version, words, is_for_servers=lock != LOCKS[0])
    return sorted(found.values(), key=lambda one: one.name)


def _words(name: str) -> str:
    try:
        said = metadata(name).json
    except PackageNotFoundError:
        return ""
    stated = str(said.get("license_expression") or said.get("license") or "")
    if stated and len(stated) <= LONGEST and "\n" not in stated:
        return stated
    kinds = [one.rpartition(" :: ")[2] for one in said.get("classifier", ()) if one.startswith("License ::")]
    return ", ".join(kinds) or "not stated"


def as_page(found: list[Licence]) -> str:
    lines = [
        "# Licences",
        "",
        "What the site is made of, besides its own code (MIT, see [LICENSE](../LICENSE)). Written by",
        "`python3 manage.py licences --write`; a test compares it with the packages that are installed.",
        "",
        "Taken along in this repository, each with its licence beside it: htmx (`static/vendor/`), letters of Noto",
        "Sans SC (`courses/learning/sharing/cards/font/`), and common passwords",
        "(`courses/accounts/sign_in/common_passwords/`).",
        "",
        "| package | version | licence | needed |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {one.name} | {one.version} | {one.words} | {'on servers' if one.is_for_servers else 'always'} |"
        for one in found
    ]
    return "\n".join(lines) + "\n"
