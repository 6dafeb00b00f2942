"""What a drawing prints beside its picture: the rows of its table, written whole because there are many."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from courses.catalog.drawings.base import Table
from courses.catalog.drawings.printing import unbroken

register = template.Library()
CELL = {True: '<td class="number">{}</td>', False: "<td>{}</td>"}


@register.simple_tag
def drawn_rows(table: Table) -> SafeString:
    """The rows of a drawing's table, up to three dozen: the first cell of each names it."""
    return format_html_join("", "<tr>{}{}</tr>", (_row(row) for row in table.cells))


def _row(row: tuple[tuple[str, bool], ...]) -> tuple[SafeString, SafeString]:
    (name, _is_number), *cells = row
    written = ((format_html(CELL[is_number], unbroken(cell)),) for cell, is_number in cells)
    return format_html('<th scope="row">{}</th>', unbroken(name)), format_html_join("", "{}", written)
