"""Reads one language of a lesson: front matter, text, and the lines of their own."""

from collections.abc import Iterator

from courses.catalog.markup.own_lines import bad_own_lines
from courses.catalog.markup.rendering import TooHeavy, refuse_heavy
from courses.catalog.model.schema import ExerciseKind, FrontMatter
from courses.catalog.model.values.problems import Place, Problem
from courses.catalog.reading.authored import markup_problems
from courses.catalog.reading.shapes import fit
from courses.catalog.reading.source import MarkdownFile
from courses.catalog.reading.yaml_values import read_yaml

FENCE = "---\n"


def read_page(text: str, path: str, language: str, problems: list[Problem]) -> MarkdownFile | None:
    """The page in `text`; None when its head cannot be read, with the reasons reported."""
    head, fence, body = text.removeprefix(FENCE).partition(f"\n{FENCE}")
    if not text.startswith(FENCE) or not fence:
        reason = 'the text must begin with "---", then title, lead and takeaway, then "---" on a line of its own.'
        problems.append(Problem(Place(path), "M104", reason))
        return None
    before = len(problems)
    value, places = read_yaml(head, path, problems, first_line=2)
    front = fit(FrontMatter, value, places, problems) if value is not None else None
    if front is None or len(problems) > before:
        return None
    page = MarkdownFile(path, language, front, places, body, head.count("\n") + 4)
    problems.extend(_body_problems(page))
    return page


def _body_problems(page: MarkdownFile) -> Iterator[Problem]:
    if not page.body.strip():
        yield Problem(page.at(1), "M104", 'the lesson has no text. Write it below the second "---".')
    try:
        refuse_heavy(page.body)
    except TooHeavy as problem:
        yield Problem(page.at(problem.line), "M104", f"{problem}.")
        return
    for line in bad_own_lines(page.body):
        yield Problem(page.at(line.line, line.column), "M106", f"this line of its own cannot be read: {line.reason}.")
    kinds = [kind.value for kind in ExerciseKind]
    for own in page.own_lines:
        if own.kind == "exercise" and own.reference not in kinds:
            reason = f'there is no exercise "{own.reference}". Use {", ".join(kinds)}.'
            yield Problem(page.at(own.line, len("{{ exercise ") + 1), "M106", reason)
    yield from markup_problems(page)
