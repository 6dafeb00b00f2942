"""The keys of every content file, read off the classes that read the files: a part of docs/authors.md."""

import datetime
from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from courses.catalog.kinds import KINDS
from courses.catalog.model.asking import Asked
from courses.catalog.model.facts import Fact
from courses.catalog.model.letters import Letter
from courses.catalog.model.references import Reference
from courses.catalog.model.scenes import Scene
from courses.catalog.model.schema import (
    CourseFile,
    Editorial,
    FlagsFile,
    FrontMatter,
    GlossaryTerm,
    Guide,
    Helpline,
    Prompt,
    QuestionsFile,
    Situation,
    Specimen,
)
from courses.catalog.model.sorting import LateSort
from courses.catalog.model.values.texts import LANGUAGES, Text

FILES: tuple[tuple[str, type[BaseModel]], ...] = (
    ("courses/<course>/course.yaml", CourseFile),
    ("courses/<course>/<lesson>/<language>.md, the head between two lines ---", FrontMatter),
    ("courses/<course>/<lesson>/questions.yaml", QuestionsFile),
    ("courses/<course>/<lesson>/guide.yaml", Guide),
    ("facts/*.yaml, each entry under its id", Fact),
    ("glossary.yaml, each entry under its id", GlossaryTerm),
    ("ads/flags.yaml", FlagsFile),
    ("ads/specimens/*.yaml, each entry under its id", Specimen),
    ("scenes/*.yaml, each entry under its id", Scene),
    ("letters/*.yaml, each entry under its id", Letter),
    ("write-down.yaml, each entry under its id", Prompt),
    ("help/helplines.yaml, each entry under its id", Helpline),
    ("help/situations.yaml, each entry under its id", Situation),
    ("help/sort.yaml", LateSort),
    ("reference.yaml, each entry under its id", Reference),
    ("editorial.yaml", Editorial),
)
PLAIN = {str: "text", int: "whole number", bool: "`true` or `false`", datetime.date: "day, like 2026-11-23"}


def as_markdown() -> str:
    """Every file with its keys, then every kind of question."""
    parts = [section for name, shape in FILES for section in _file(f"content/{name}", shape)]
    parts += [_table(f"A question of the kind `{name}`", shape) for name, shape in KINDS.items()]
    return "\n\n".join(parts)


def _file(name: str, shape: type[BaseModel]) -> Iterator[str]:
    """The table of a file, and one for each kind of entry inside it."""
    yield f"### `{name}`" if " " not in name else f"### {name}"
    met: list[type[BaseModel]] = []
    _collect(shape, met)
    for one in met:
        yield _table("" if one is shape else f"`{one.__name__}`", one)


def _collect(shape: type[BaseModel], met: list[type[BaseModel]]) -> None:
    """A class and all classes its fields hold, each once; a plain text needs no table."""
    if shape in met or shape is Text or issubclass(shape, Asked):
        return
    met.append(shape)
    for field in shape.model_fields.values():
        for inner in _classes(field.annotation):
            _collect(inner, met)


def _classes(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _classes(inner)


def _table(title: str, shape: type[BaseModel]) -> str:
    rows = [
        f"| `{field.alias or key}` | {_said(field)} | {_need(field)} |" for key, field in shape.model_fields.items()
    ]
    words = " ".join((shape.__doc__ or "").split()) if shape.__doc__ and not shape.__doc__.startswith("!!!") else ""
    head = f"**{title}** " if title else ""
    return "\n".join(
        (*([f"{head}{words}".strip(), ""] if head or words else []), "| key | holds | |", "|---|---|---|", *rows)
    )


def _need(field: FieldInfo) -> str:
    return "needed" if field.is_required() else ""


def _said(field: FieldInfo) -> str:
    """What a key holds, with the limits that stand on it."""
    limits = {type(one).__name__: one for one in field.metadata}
    words = _kind(field.annotation)
    if "Ge" in limits:
        words += f" from {limits['Ge'].ge}" + (f" to {limits['Le'].le}" if "Le" in limits else "")
    return words


def _kind(annotation: Any) -> str:
    if get_args(annotation) and get_origin(annotation) is not Literal:
        return _compound(get_origin(annotation), [one for one in get_args(annotation) if one is not NoneType])
    if get_origin(annotation) is Literal:
        return " or ".join(f"`{value}`" for value in get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return ", ".join(f"`{one.value}`" for one in annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        each = " and ".join(f"`{language}:`" for language in LANGUAGES)
        return each if annotation is Text else f"`{annotation.__name__}`"
    return PLAIN.get(annotation, "any value of its kind")


def _compound(origin: Any, inner: list[Any]) -> str:
    if origin in (Union, UnionType):
        kinds = [one for one in inner if isinstance(one, type)]
        return "a question, see its kind" if all(issubclass(one, Asked) for one in kinds) and kinds else _kind(inner[0])
    if origin is tuple:
        return f"list: {_kind(inner[0])}"
    if origin in (dict, Mapping):
        return f"by id: {_kind(inner[1])}"
    return _kind(inner[0])
