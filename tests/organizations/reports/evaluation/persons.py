"""Made-up people of a term, and what the report says of them."""

from collections.abc import Sequence

from courses.organizations.reports.evaluation.counting import Person
from courses.organizations.reports.evaluation.report import GroupPart, report_of


def some(number: int, **fields: object) -> list[Person]:
    return [Person(**fields) for _ in range(number)]


def shown_counts(found: Sequence[Person], part: GroupPart) -> dict[str, int | None]:
    return {share.value: share.count for share in report_of(found).parts[part]}
