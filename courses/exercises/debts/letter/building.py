"""The letter as text, in one language: what was typed in its places, and a line where nothing was."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from courses.catalog.model.letters import PLACE, Letter, LetterLine, LetterPart
from courses.exercises.results.wording import money
from courses.languages.known import BY_CODE
from courses.loans.money import TypedAmount

BLANK = "________"
_ENDS = re.compile(r"[.。!！?？…”’)）]$")
_TWICE = re.compile(r"([.。!！?？…])[.。](?=\s|$|[\u4e00-\u9fff])")
_HAN, _LATIN = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[A-Za-z0-9¥]")


def letter_text(letter: Letter, cleaned: Mapping[str, Any], language: str) -> str:
    """The whole letter: subject, to whom, its paragraphs, and the place to sign."""
    with override(language):
        values = _values(cleaned)
        numbered = iter(range(1, len(letter.parts) + 1))
        paragraphs = [letter.subject.in_language(language)]
        paragraphs += [_filled(line, values, language) for line in letter.to if line.fits(values)]
        for part in letter.parts:
            if words := _paragraph(part, values, language):
                paragraphs.append(_named(part, next(numbered), language) + words)
        paragraphs.append(_signature(values))
    return "\n\n".join(paragraphs)


def said(letter: Letter, cleaned: Mapping[str, Any]) -> tuple[LetterLine, ...]:
    """The lines that the letter has with these boxes, and those that stand beside it."""
    values = _values(cleaned)
    return tuple(line for line in (*letter.lines, *letter.after) if line.fits(values))


def left_of(cleaned: Mapping[str, Any]) -> Decimal | None:
    """What is left of a month; None while it cannot be known."""
    income, essentials, debts = (cleaned.get(name) for name in ("income", "essentials", "debts"))
    if income is None or essentials is None:
        return None
    left: Decimal = income.value - essentials.value - (debts.value if debts else 0)
    return left


def _values(cleaned: Mapping[str, Any]) -> dict[str, str]:
    values = {name: _shown(value) for name, value in cleaned.items() if value}
    left = left_of(cleaned)
    if left is not None:
        values["short" if left < 0 else "left"] = money(abs(left))
    return values


def _shown(value: Any) -> str:
    if isinstance(value, TypedAmount):
        return money(value.value)
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return "on" if value is True else str(value)


def _paragraph(part: LetterPart, values: Mapping[str, str], language: str) -> str:
    lines = [_filled(line, values, language) for line in part.lines if line.fits(values)]
    return BY_CODE[language].space.join(lines)


def _named(part: LetterPart, number: int, language: str) -> str:
    if part.name is None:
        return ""
    return f"{number}. {part.name.in_language(language)}{BY_CODE[language].after_label}"


def _filled(line: LetterLine, values: Mapping[str, str], language: str) -> str:
    says = line.says.in_language(language)

    def put(place: re.Match[str]) -> str:
        value = values.get(place[1], BLANK)
        before = says[place.start() - 1 : place.start()]
        return _apart(before, value[:1]) + value + _apart(value[-1:], says[place.end() : place.end() + 1])

    filled = _TWICE.sub(r"\1", PLACE.sub(put, says))
    if says.endswith("}") and not _ENDS.search(filled):
        filled += BY_CODE[language].full_stop
    return filled


def _apart(one: str, other: str) -> str:
    """A space where Han and Latin letters or digits would touch."""
    meet = (_HAN.match(one) and _LATIN.match(other)) or (_LATIN.match(one) and _HAN.match(other))
    return " " if meet else ""


def _signature(values: Mapping[str, str]) -> str:
    return f"{values.get('name', BLANK)}\n" + _("Date: %(line)s") % {"line": BLANK}
