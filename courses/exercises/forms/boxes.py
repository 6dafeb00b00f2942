"""Boxes with all that belongs to them: what they show to everybody is written once for a language, and kept.

A page has thirty boxes, and writing them anew took a third of its time. Nothing that was typed is kept: a box is kept
as it stands with a mark in place of its value.
"""

from collections.abc import Callable, Hashable, Iterable
from html import escape
from weakref import WeakKeyDictionary

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from courses.catalog.drawings.printing import unbroken
from courses.exercises.base import ExerciseForm
from courses.exercises.forms.widgets import Lines, List, TextLine, written
from courses.languages.known import current_language

MARK = "\ue000"  # for private use: no text of ours holds it, and no choice has it as its value
VALUE = f' value="{MARK}"'
EMPTY = "empty"

_kept: WeakKeyDictionary[forms.Field, dict[Hashable, tuple[str, str]]] = WeakKeyDictionary()


def _kept_for(field: BoundField, which: Hashable, write: Callable[[], tuple[str, str]]) -> tuple[str, str]:
    """Return the HTML before and after what is the reader's own: made by `write` once for a language, then kept."""
    known = _kept.get(field.field)
    if known is None:
        known = _kept[field.field] = {}
    key = (current_language(), field.html_name, which)
    found = known.get(key)
    if found is None:
        found = known[key] = write()
    return found


def box(field: BoundField, echo: str = "", unknown: BoundField | str = "") -> SafeString:
    """A box with its label, hint and unit, what is wrong with it or how it was read, and "not known" beside it."""
    beside = unknown if isinstance(unknown, BoundField) else None
    said = f'<p class="hint">{escape(unbroken(echo))}</p>' if echo else ""
    is_ours = isinstance(field.field.widget, TextLine | List)
    if has_errors(field) or not is_ours:
        before, behind = _written(field, str(field), beside)
        return SafeString(f"{before}{said}{behind}")
    is_ticked = beside is not None and bool(beside.value())
    before, behind = _kept_for(field, is_ticked if beside else None, lambda: _written(field, _marked(field), beside))
    return SafeString(f"{_filled(field, before)}{said}{behind}")


def boxes(form: ExerciseForm, *names: str | tuple[str, ...]) -> SafeString:
    """Several boxes of a form in a row, each with how it was read, and with its own "not known" where it has one."""
    each = [one for name in names for one in ((name,) if isinstance(name, str) else name)]
    return SafeString("\n".join(_in_row(form, name) for name in each))


def _in_row(form: ExerciseForm, name: str) -> str:
    """Most boxes are empty and read the same for everybody; only the others are filled in for this reader."""
    field, unknown = form[name], f"{name}_unknown"

    def write() -> SafeString:
        return box(field, form.echoes.get(name, ""), form[unknown] if unknown in form.fields else "")

    if not form.is_bound or name in form.sent or unknown in form.sent or has_errors(field):
        return write()
    html, _nothing = _kept_for(field, EMPTY, lambda: (write(), ""))
    return html


def words(field: BoundField) -> SafeString:
    """A box for the reader's own words, a day or a choice, with its label, hint and what is wrong with it."""
    widget = field.field.widget
    if has_errors(field) or not isinstance(widget, TextLine | Lines | List):
        return SafeString(_around_words(field, str(field)))
    html, _nothing = _kept_for(field, "words", lambda: (_around_words(field, _marked(field)), ""))
    return SafeString(_filled(field, html))


def _around_words(field: BoundField, drawn: str) -> str:
    label = f'<label for="{field.id_for_label}">{escape(str(field.label))}</label>'
    kind = f"field{' has-error' * has_errors(field)}"
    return f'<div class="{kind}">{label}{_hint_of(field)}{_errors_of(field)}{drawn}</div>'


def lines(form: ExerciseForm, *names: str) -> SafeString:
    """Several lines one after the other; beside each stands its own "not known" where it has one."""
    return SafeString("\n".join(_line(form, name) for name in names))


def _line(form: ExerciseForm, name: str) -> str:
    field, per, unknown = form[name], form[f"{name}_per"], f"{name}_unknown"
    beside = form[unknown] if unknown in form.fields else None
    echo = form.echoes.get(name, "")
    said = f'<p class="hint">{escape(unbroken(echo))}</p>' if echo else ""
    if has_errors(field) or has_errors(per):
        before, behind = _written_line(field, str(field), per, str(per), beside)
        return f"{before}{said}{behind}"
    key = ("line", bool(beside.value()) if beside else None)
    before, behind = _kept_for(field, key, lambda: _written_line(field, _marked(field), per, _marked(per), beside))
    return f"{_filled(field, _filled(per, before))}{said}{behind}"


def _written_line(
    field: BoundField, drawn: str, per: BoundField, drawn_per: str, beside: BoundField | None
) -> tuple[str, str]:
    """A line up to where it says how it was read, and what stands behind."""
    is_wrong = has_errors(field) or has_errors(per)
    label = escape(str(field.label))
    before = (
        f'<div class="field{" has-error" * is_wrong}"><label for="{field.id_for_label}">{label}</label>'
        f'{_hint_of(field)}{_errors_of(field, per)}<span class="with-unit line"><span class="unit">¥</span> {drawn}'
        f' <label class="visually-hidden" for="{per.id_for_label}">{label}{_(": ")}{escape(str(per.label))}</label>'
        f" {drawn_per}</span>"
    )
    return before, f"{_unknown_of(field, beside) if beside else ''}</div>"


def tick(field: BoundField) -> SafeString:
    """A checkbox with its label behind it."""

    def write() -> tuple[str, str]:
        return _with_label(field, escape(str(field.label))), ""

    html, _nothing = write() if has_errors(field) else _kept_for(field, bool(field.value()), write)
    return SafeString(html)


def _with_label(field: BoundField, label: str) -> str:
    return f'{field}<label for="{field.id_for_label}">{label}</label>'


def has_errors(field: BoundField) -> bool:
    return field.name in field.form.errors


def _marked(field: BoundField) -> str:
    """Return the HTML of the input with the mark in place of a value."""
    attributes = {**field.build_widget_attrs({}), "id": field.auto_id}
    return str(field.field.widget.render(field.html_name, MARK, attributes))


def _filled(field: BoundField, html: str) -> str:
    """HTML of a marked box with the value of this form's: the choice in a list, or the text in a box."""
    widget, value = field.field.widget, field.data if field.form.is_bound else field.value()
    if isinstance(widget, List):
        return _with_choice(html, '<option value="{}"', value, " selected")
    text = widget.format_value(value)
    if isinstance(widget, Lines):
        return html.replace(MARK, escape(text or ""), 1)
    return html.replace(VALUE, "" if text is None else f' value="{escape(text)}"', 1)


def _with_choice(html: str, option: str, value: object, sign: str) -> str:
    chosen = option.format(escape("" if value is None else str(value)))
    return html.replace(chosen, chosen + sign, 1)


def _written(field: BoundField, drawn: str, beside: BoundField | None) -> tuple[str, str]:
    """A box with all that is not the reader's: up to where it says how the box was read, and what stands behind."""
    unit = getattr(field.field, "unit", "")
    sign = f'<span class="unit">{escape(unit)}</span>' if unit else ""
    left, right = ("", sign) if unit == "%" else (sign, "")
    label = f'<label for="{field.id_for_label}">{escape(str(field.label))}</label>'
    is_short = field.field.widget.attrs.get("class") == "short"  # it stands beside its label on a phone
    kind = f"field{' abreast' * is_short}{' has-error' * has_errors(field)}"
    says = f"{label}{_hint_of(field)}{_errors_of(field)}"
    before = f'<div class="{kind}">{says}<span class="with-unit">{left}{drawn}{right}</span>'
    return before, f"{_unknown_of(field, beside) if beside else ''}</div>"


def _hint_of(field: BoundField) -> str:
    """The hint of a box, as what describes it."""
    if not field.help_text:
        return ""
    return f'<p class="hint" id="{field.auto_id}_helptext">{escape(str(field.help_text))}</p>'


def _errors_of(field: BoundField, *more: BoundField) -> str:
    """What is wrong with a box, and with others that stand in one with it."""
    if not any(has_errors(one) for one in (field, *more)):
        return ""
    wrong = "".join(f'<p class="error">{escape(str(one))}</p>' for each in (field, *more) for one in each.errors)
    return f'<div id="{field.auto_id}_error">{wrong}</div>'


def _unknown_of(field: BoundField, unknown: BoundField) -> str:
    """The tick "not known" beside a box."""
    what = f'<span class="visually-hidden">{escape(str(field.label))}{_(": ")}</span>{_("Not known")}'
    return f'<span class="choice-line">{_with_label(unknown, what)}</span>'


def chips(field: BoundField) -> SafeString:
    """A few options to choose from by radio buttons, each a chip."""
    html, _nothing = _chips(field) if has_errors(field) else _kept_for(field, "chips", lambda: _chips(field))
    return SafeString(_with_choice(html, ' value="{}"', field.value(), " checked"))


def _chips(field: BoundField) -> tuple[str, str]:
    is_wrong = has_errors(field)
    described = {"aria-describedby": f"{field.auto_id}_error" if is_wrong else None}
    options = "".join(
        _chip({"type": "radio", "name": field.html_name, "value": value, "id": f"{field.auto_id}_{index}",
               "aria-invalid": "true" if is_wrong else None}, str(label))
        for index, (value, label) in enumerate(field.field.widget.choices)
    )  # fmt: skip
    legend = f'<legend class="label">{escape(str(field.label))}</legend>'
    begin = f'<fieldset class="field{" has-error" if is_wrong else ""}"{written(described)}>{legend}{_errors_of(field)}'
    return f'{begin}<div class="chips">{options}</div></fieldset>', ""


def _chip(attributes: dict[str, object], label: str) -> str:
    beside = f'<label for="{attributes["id"]}">{escape(label)}</label>'
    return f'<span class="chip"><input{written(attributes)}>{beside}</span>'


def printed_rows(boxes: Iterable[tuple[str, str]]) -> SafeString:
    """Rows of a table on paper: what each box is called, and what stands in it."""
    rows = [f'<tr><th scope="row">{escape(name)}</th><td>{escape(shown)}</td></tr>' for name, shown in boxes]
    return SafeString(unbroken("".join(rows)))


def figure_cells(cells: Iterable[tuple[str, str]]) -> SafeString:
    """Figures of a row, each with the name of its column, which stands beside it on a narrow screen."""
    figures = (
        f'<td class="number" data-label="{escape(head)}"><span class="money">{escape(figure)}</span></td>'
        for head, figure in cells
    )
    return SafeString("".join(figures))
