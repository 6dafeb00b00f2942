"""What a drawing prints beside its picture: the rows of its table, written whole because there are many."""

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from courses.catalog.drawings.base import Table
from courses.catalog.drawings.printing import unbroken

register = template.Library()


@register.simple_tag
def drawn_rows(table: Table) -> SafeString:
    """The rows of a drawing's table, up to three dozen: the first cell of each names it. Trusted: words are escaped."""
    return mark_safe("".join(f"<tr>{_drawn_row(row)}</tr>" for row in table.cells))  # noqa: S308


def _drawn_row(row: tuple[tuple[str, bool], ...]) -> str:
    (name, _), *cells = ((escape(unbroken(cell)), is_number) for cell, is_number in row)
    kinds = {True: '<td class="number">', False: "<td>"}
    return f'<th scope="row">{name}</th>' + "".join(f"{kinds[is_number]}{cell}</td>" for cell, is_number in cells)
