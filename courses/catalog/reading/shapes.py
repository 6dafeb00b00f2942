"""Fits plain values into the content classes, and says in an author's words where they do not fit."""

import types
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from courses.catalog.model.values.problems import Problem
from courses.catalog.model.values.texts import LANGUAGES, Text
from courses.catalog.reading.source import Places, Step

Shape = TypeVar("Shape", bound=BaseModel)
_Words = Callable[[ErrorDetails, Mapping[str, Any]], str]


def fit(
    shape: type[Shape], value: Any, places: Places, problems: list[Problem], above: tuple[Step, ...] = ()
) -> Shape | None:
    """`value` as an instance of `shape`, or None with every reason reported; `above` is its key path in its file."""
    try:
        return shape.model_validate(value)
    except ValidationError as problem:
        for error in problem.errors(include_url=False):
            if not _follows_from_others(error):
                problems.append(_problem(shape, error, places, above))
        return None


def _follows_from_others(error: ErrorDetails) -> bool:
    """Whether a list is too short only without its wrong values, which are reported themselves."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _problem(shape: type[BaseModel], error: ErrorDetails, places: Places, above: tuple[Step, ...]) -> Problem:
    path, owner = _followed(shape, error["loc"])
    full = (*above, *path)
    code, message = _said(error, owner, full, places.path)
    return Problem(places.of(*full), code, message)


def _said(error: ErrorDetails, owner: Any, path: tuple[Step, ...], file: str) -> tuple[str, str]:
    kind = error["type"]
    last = str(path[-1]) if path else ""
    where = _where(path[:-1])
    if kind == "missing" and last.isdigit():
        return "M102", f'"{path[-2]}"{_where(path[:-2])} has too few values. Add one.'
    if kind == "missing":
        if last in LANGUAGES and _is_text(owner):
            return _translation_code(file), f'the "{last}" text is missing{where}. Write it beside the other language.'
        return "M101", f'"{last}" is missing{where}. Add it.'
    if kind == "extra_forbidden":
        return "M101", f'unknown key "{last}"{where}. {_known_keys(last, owner)}'
    if kind == "string_too_short" and last in LANGUAGES and _is_text(owner):
        return _translation_code(file), f'the "{last}" text is empty{where}. Write it beside the other language.'
    return "M102", f'"{last}"{where} {_wrong(error)}'


def _translation_code(file: str) -> str:
    return "Q207" if file.endswith("/questions.yaml") else "T601"


def _is_text(owner: Any) -> bool:
    return isinstance(owner, type) and issubclass(owner, Text)


def _where(path: tuple[Step, ...]) -> str:
    return f' in "{" › ".join(str(step) for step in path)}"' if path else ""


def _known_keys(given: str, owner: Any) -> str:
    keys = _keys(owner)
    near = get_close_matches(given, keys, 1)
    if near:
        return f'Did you mean "{near[0]}"?'
    return f"Known keys: {', '.join(keys)}." if keys else "Remove it."


def _keys(owner: Any) -> list[str]:
    if not isinstance(owner, type) or not issubclass(owner, BaseModel):
        return []
    return [field.alias or name for name, field in owner.model_fields.items()]


# ---- what is wrong with one value, by pydantic's type of error

_A_TEXT = "is no text. Write it in quotes."
_GROUP = 'must hold keys and values, like "en: …".'
_WRONG: Mapping[str, str | _Words] = {
    "string_type": _A_TEXT,
    "string_too_short": "is empty. Write a text.",
    "string_too_long": lambda error, limits: f"is longer than {limits['max_length']:,} characters. Shorten it.",
    "string_pattern_mismatch": lambda error, limits: _pattern(str(limits["pattern"]), error["input"]),
    "int_type": "is no whole number. Write digits only.",
    "int_parsing": "is no whole number. Write digits only.",
    "int_from_float": "is no whole number. Write digits only.",
    "bool_type": "is neither true nor false. Write one of the two.",
    "bool_parsing": "is neither true nor false. Write one of the two.",
    "enum": lambda error, limits: f'cannot be "{error["input"]}". Write {limits["expected"]}.',
    "literal_error": lambda error, limits: f'cannot be "{error["input"]}". Write {limits["expected"]}.',
    "union_tag_invalid": lambda error, limits: (
        f'has the unknown kind "{limits["tag"]}". Use {limits["expected_tags"]}.'
    ),
    "union_tag_not_found": 'has no "kind". Write "kind: single" or another kind of question.',
    "model_type": _GROUP,
    "model_attributes_type": _GROUP,
    "dict_type": _GROUP,
    "tuple_type": "must be a list. Write [one, two], or one value a line after a dash.",
    "too_short": lambda error, limits: f"has too few values; {limits['min_length']} or more are needed.",
    "too_long": lambda error, limits: f"has too many values; {limits['max_length']} are allowed.",
    "greater_than_equal": lambda error, limits: f"is too small; the least is {limits['ge']}.",
    "less_than_equal": lambda error, limits: f"is too large; the most is {limits['le']}.",
    "value_error": lambda error, limits: f"cannot be read: {limits['error']}.",
}
_PATTERNS: Mapping[str, str] = {
    r"^[a-z0-9][a-z0-9-]{0,39}$": "is no id. Use a–z, 0–9 and hyphens, up to 40 characters.",
    r"^\d\.\d$": 'is no code of a lesson. Write it like "2.3".',
    r"^C\d$": 'is no code of a course. Write it like "C2".',
    r"^[0-9a-f]{7}$": "is no version of the original. Write the 7 digits (0–9, a–f) that the check prints.",
    r"^[0-9 +-]{3,20}$": 'is no telephone number. Write it like "12378".',
}


def _wrong(error: ErrorDetails) -> str:
    said = _WRONG.get(error["type"])
    if said is None:
        return f"does not fit: {error['msg']}."
    return said if isinstance(said, str) else said(error, error.get("ctx", {}))


def _pattern(pattern: str, given: object) -> str:
    if pattern in _PATTERNS:
        return _PATTERNS[pattern]
    return f'cannot be "{given}". Write a year, a month or a day, like 2021, 2026-01 or 2021-03-31.'


# ---- from pydantic's path, which also names kinds, to the path in the file and the class it leads to


def _followed(shape: Any, steps: tuple[Step, ...]) -> tuple[tuple[Step, ...], Any]:
    """The path within the file, and the class that has, or should have, its last key."""
    path: list[Step] = []
    owner: Any = None
    inner: Any = shape
    for step in steps:
        kinds = _members(inner)
        if len(kinds) > 1:  # the path names the kind of question, the file does not
            inner = next((kind for kind in kinds if _has_kind(kind, step)), Any)
            continue
        if step == "[key]":
            continue
        owner = kinds[0]
        inner = _inside(owner, step)
        path.append(step)
    return tuple(path), owner


def _members(kind: Any) -> list[Any]:
    """The classes a type allows, without None and annotations."""
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) in (Union, types.UnionType):
        return [member for member in get_args(kind) if member is not type(None)] or [Any]
    return [kind]


def _has_kind(shape: Any, kind: Step) -> bool:
    field = shape.model_fields.get("kind") if isinstance(shape, type) and issubclass(shape, BaseModel) else None
    return field is not None and get_origin(field.annotation) is Literal and kind in get_args(field.annotation)


def _inside(kind: Any, step: Step) -> Any:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        fields = (field for name, field in kind.model_fields.items() if step in (name, field.alias))
        return next((field.annotation for field in fields), Any)
    if get_origin(kind) is dict:
        return get_args(kind)[1]
    return get_args(kind)[0] if get_origin(kind) is tuple else Any
