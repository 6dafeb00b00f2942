"""Which kinds of drawing there are, and one drawing in one language from what an author wrote."""

import pkgutil
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module

from django.utils import translation

from courses.catalog.drawings import kinds
from courses.catalog.drawings.arguments import ArgumentKind, GivenArguments, WrongArguments
from courses.catalog.drawings.base import MOST_BYTES, Drawing
from courses.loans.errors import LoanError


@lru_cache(maxsize=1)
def known_kinds() -> Mapping[str, ArgumentKind]:
    """Every kind by its name; a module of the folder `kinds` that declares a KIND is one."""
    modules = (import_module(f"{kinds.__name__}.{found.name}") for found in pkgutil.iter_modules(kinds.__path__))
    found: dict[str, ArgumentKind] = {module.KIND.name: module.KIND for module in modules}
    return dict(sorted(found.items()))


def drawings_as_table() -> str:
    """Every kind as a line of a Markdown table, for authors."""
    rows = (f"| `{one.name}` | {one.shows} | {one.takes} | `{one.example}` |" for one in known_kinds().values())
    return "\n".join(("| kind | shows | arguments | example |", "|---|---|---|---|", *rows))


def drawn(kind: ArgumentKind, given: GivenArguments, language: str) -> Drawing:
    """The drawing in `language`. Raises WrongArguments when the figures allow none."""
    with translation.override(language):
        try:
            drawing = kind.draw(given)
        except LoanError as problem:
            raise WrongArguments([("", f"these figures cannot be computed: {problem.code}.")]) from None
    if given.words is not None and given.words.caption is not None:
        drawing = _captioned(drawing, given.words.caption.in_language(language))
    if (size := len(drawing.svg.encode())) > MOST_BYTES:
        reason = f"the picture has {size:,} bytes; {MOST_BYTES:,} are allowed. Draw fewer parts, or shorten the words."
        raise WrongArguments([("", reason)])
    return drawing


def _captioned(drawing: Drawing, caption: str) -> Drawing:
    return Drawing(drawing.kind, caption, drawing.svg, drawing.table, drawing.text, key=drawing.key, note=drawing.note)
