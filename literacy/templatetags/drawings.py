"""What a drawing prints beside its picture: the rows of its table, written whole because there are many."""

from html import escape

from django import template
from django.utils.safestring import SafeString

from courses.catalog.drawings.base import DrawingTable
from courses.catalog.drawings.printing import unbroken

register = template.Library()


@register.simple_tag
def drawn_rows(table: DrawingTable) -> SafeString:
    """The rows of a drawing's table, up to three dozen: the first cell of each names it."""
    opening = ['<td class="number">' if index in table.numbers else "<td>" for index in range(len(table.head))]
    return SafeString(unbroken("".join(_row(row, opening) for row in table.rows)))


def _row(row: tuple[str, ...], opening: list[str]) -> str:
    """Trusted: every cell is escaped, all else is ours."""
    others = "".join(f"{opening[index]}{escape(row[index])}</td>" for index in range(1, len(row)))
    return f'<tr><th scope="row">{escape(row[0])}</th>{others}</tr>'
