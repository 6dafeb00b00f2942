"""Makes the texts of a third, made-up language: English letter by letter in capitals, after a moon."""

import re
from pathlib import Path
from typing import Any

import polib
import yaml

from tests.catalog.sample import EN, ZH, sample_files, version_of_original, write_content

CATALOGUE = Path(__file__).resolve().parents[3] / "literacy/locale/zh_Hans/LC_MESSAGES/django.po"
KEPT = re.compile(r"%\(\w+\)[sd]|%[%sd]|\{[^}]*\}|\[\^[^\]]*\]|\]\([^)]*\)|<[^>]*>|&\w+;|https?://\S+")


def in_moon(text: str) -> str:
    """The made-up translation: what is filled in, cited or linked stays as it is."""
    position, said = 0, "☾ "
    for kept in KEPT.finditer(text):
        said += text[position : kept.start()].upper() + kept[0]
        position = kept.end()
    return said + text[position:].upper()


def with_moon(value: Any) -> Any:
    """A value of a YAML file with a third line beside every English one."""
    if isinstance(value, list):
        return [with_moon(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    found = {key: with_moon(inner) for key, inner in value.items()}
    return {**found, "moon": in_moon(value["en"])} if isinstance(value.get("en"), str) else found


def moon_files() -> dict[str, str]:
    """The sample content in three languages."""
    files = sample_files()
    for path, text in files.items():
        if path.endswith(".yaml"):
            files[path] = yaml.safe_dump(with_moon(yaml.safe_load(text)), allow_unicode=True, sort_keys=False)
    head, body = files[EN].removeprefix("---\n").split("---\n")
    front = {key: in_moon(words) for key, words in yaml.safe_load(head).items()}
    front["follows"] = version_of_original(files[ZH])
    lines = [_line(line) for line in body.split("\n")]
    files[EN.replace("en.md", "moon.md")] = f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n" + "\n".join(lines)
    return files


def _line(line: str) -> str:
    heading = re.fullmatch(r"(#+ )(.*)", line)
    if heading:
        return heading[1] + in_moon(heading[2])
    return in_moon(line) if line and not line.startswith("{{") else line


def write_moon(folder: Path) -> Path:
    """The content and the interface texts in three languages; returns `folder`."""
    write_content(folder, moon_files())
    catalogue = polib.pofile(str(CATALOGUE))
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": "nplurals=1; plural=0;"}
    for entry in catalogue:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: in_moon(entry.msgid_plural)}
        else:
            entry.msgstr = in_moon(entry.msgid)
    target = folder / "locale" / "moon" / "LC_MESSAGES"
    target.mkdir(parents=True)
    catalogue.save_as_mofile(str(target / "django.mo"))
    return folder
