"""Chinese pages: no blank follows a full-width mark, which has its own."""

import re

import pytest
from django.test import Client
from django.utils.translation import override

from courses.catalog.published.library import catalog
from literacy.templatetags.site import sentences

pytestmark = pytest.mark.django_db
BLANK = re.compile(r".{0,12}[。，；：？！、](?:</(?:strong|em|b)>)?\s+(?!<)[\u4e00-\u9fff“].{0,8}")
PATHS = [
    "", "courses/", "exercises/", "exercises/spot-ad/", "help-now/", "help-now/print/", "glossary/", "me/",
    "me/path/new/", "review/", "learn/ads/", "wellbeing/", "privacy/", "groups/", "join/", "search/?q=zzzz",
    *(f"courses/{course}/print/" for course in catalog().courses),
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_no_blank_stands_between_chinese_sentences(client: Client, path: str) -> None:
    page = client.get(f"/zh-hans/{path}").content.decode()
    assert BLANK.findall(re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)) == []


@pytest.mark.parametrize(
    ("language", "shown"), [("zh-hans", "有 1 处没问题。还可以试 2 次。"), ("en", "有 1 处没问题。\n  还可以试 2 次。")]
)
def test_sentences_meet_without_a_blank_in_chinese_only(language: str, shown: str) -> None:
    with override(language):
        assert sentences("有 1 处没问题。\n  还可以试 2 次。") == shown


@pytest.mark.parametrize("html", ["<p>先停。 再问</p>", "<b>先停：</b>\n再问"])
def test_control_blank_would_be_found(html: str) -> None:
    assert len(BLANK.findall(html)) == 1
