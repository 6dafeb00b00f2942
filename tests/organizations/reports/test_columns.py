"""Every column that facilitators read of a person stands on "What your group sees" as well, with the same words."""

import re

import pytest
from django.utils.html import strip_tags

from tests.organizations.pages import url
from tests.organizations.reports.learning import check, give, work

JUDGED = "How it goes"  # stands first on the person's page, as a word and its reason, without a heading


def words(part: str) -> str:
    return " ".join(strip_tags(part).split())


def columns_in(page: str) -> dict[str, str]:
    """The heading of each column beside the name, and what it says of the only person on the list."""
    cells = re.findall(r'<td data-label="([^"]+)">(.*?)</td>', page, re.DOTALL)
    headings = re.findall(r'<th scope="col">(.*?)</th>', page, re.DOTALL)
    assert headings[1:] == [label for label, _ in cells]
    return {label: words(cell) for label, cell in cells}


def terms_in(page: str) -> dict[str, str]:
    return {name: words(said) for name, said in re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", page, re.DOTALL)}


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("shown", ["results", "results-print"])
def test_columns_of_the_list_are_what_the_person_is_shown(
    facilitator_client, member_client, group, member, course, shown
) -> None:
    give(group, course)
    work(member.learner, course.lessons[0])
    check(member.learner, course, 9, is_assisted=True)

    columns = columns_in(facilitator_client.get(url(shown, group.pk)).content.decode())
    own = member_client.get(url("seen", member.pk)).content.decode()

    judged = columns.pop(JUDGED)
    assert columns == terms_in(own)
    assert columns["Final check"] == "passed · 90% · with help"
    assert judged in words(own)
