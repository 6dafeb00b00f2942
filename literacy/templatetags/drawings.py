"""What a drawing prints beside its picture: the rows of its table, written whole because there are many."""

from html import escape

from django import template
from django.utils.safestring import SafeString

from courses.catalog.drawings.base import DrawingTable
from courses.catalog.drawings.printing import unbroken

register = template.Library()
OPENING = {True: '<td class="number">', False: "<td>"}


@register.simple_tag
def drawn_rows(table: DrawingTable) -> SafeString:
    """The rows of a drawing's table, up to three dozen: the first cell of each names it."""
    return SafeString(unbroken("".join(_row(row) for row in table.cells)))


def _row(row: tuple[tuple[str, bool], ...]) -> str:
    """Trusted: every cell is escaped, all else is ours."""
    (name, _is_number), *cells = row
    others = "".join(f"{OPENING[is_number]}{escape(cell)}</td>" for cell, is_number in cells)
    return f'<tr><th scope="row">{escape(name)}</th>{others}</tr>'
