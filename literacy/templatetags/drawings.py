"""What a drawing prints beside its picture: the cells of its table, written whole because there are many."""

from html import escape

from django import template
from django.utils.safestring import SafeString

from courses.catalog.drawings.base import DrawingTable
from courses.catalog.drawings.printing import unbroken

register = template.Library()


@register.simple_tag
def drawn_head(table: DrawingTable) -> SafeString:
    """The names of the columns of a drawing's table."""
    opening = ['<th scope="col" class="number">' if is_number else '<th scope="col">' for is_number in table.is_number]
    return SafeString("".join(f"{one}{escape(name)}</th>" for one, name in zip(opening, table.head, strict=True)))


@register.simple_tag
def drawn_rows(table: DrawingTable) -> SafeString:
    """The rows of a drawing's table, up to three dozen: the first cell of each names it."""
    opening = ['<td class="number">' if is_number else "<td>" for is_number in table.is_number]
    return SafeString(unbroken("".join(_row(row, opening) for row in table.rows)))


def _row(row: tuple[str, ...], opening: list[str]) -> str:
    """Trusted: every cell is escaped, all else is ours."""
    others = "".join(f"{opening[index]}{escape(row[index])}</td>" for index in range(1, len(row)))
    return f'<tr><th scope="row">{escape(row[0])}</th>{others}</tr>'
