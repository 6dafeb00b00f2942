"""The list as a file: opens right in a Chinese Excel, holds no formula, says who took it."""

import csv
import io
import re
from datetime import timedelta
from email.message import Message

import openpyxl
import pytest
from django.utils import timezone

from courses.organizations.models import AccessLog, Event, Group
from courses.organizations.reports import files
from tests.organizations.cast import make_member
from tests.organizations.pages import url
from tests.organizations.reports.learning import LATER, check, give, work

DANGEROUS = ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "＝2", "＋2", "－2", "＠2"]


@pytest.fixture
def people(group, course):
    """Eight people with dangerous nicknames, and one who has learned."""
    give(group, course)
    for nickname in DANGEROUS:
        make_member(group, nickname)
    learner = make_member(group, "小林").learner
    work(learner, course.lessons[0])
    check(learner, course, 9)


def take(client, group, kind: str, language: str = "en"):
    return client.get(url("results-file", group.pk, kind).replace("/en/", f"/{language}/"))


def test_csv_has_a_byte_order_mark_and_no_formula(facilitator_client, group, people) -> None:
    body = take(facilitator_client, group, "csv").content

    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    assert body.startswith(b"\xef\xbb\xbf")
    assert sorted(row[0] for row in rows[1:]) == sorted([*(f"'{nickname}" for nickname in DANGEROUS), "小林"])
    assert {len(row) for row in rows} == {10}


@pytest.mark.parametrize("name", ['x"; filename="y.exe', "周四小组; a=b", "../../etc/passwd", "100% %0d%0aX-Other: 1"])
def test_name_of_a_file_is_encoded_whatever_the_group_is_called(facilitator_client, group, people, name) -> None:
    Group.objects.filter(pk=group.pk).update(name=name)

    answer = take(facilitator_client, group, "csv")

    told = Message()
    told["Content-Disposition"] = answer["Content-Disposition"]
    assert (told.get_content_disposition(), told.get_filename().startswith(name)) == ("attachment", True)
    assert "X-Other" not in answer


def test_cells_are_numbers_days_and_words(facilitator_client, group, course, people) -> None:
    body = take(facilitator_client, group, "csv").content.decode("utf-8-sig")

    row = next(row for row in csv.reader(io.StringIO(body)) if row[0] == "小林")
    assert row[1:7] == ["Reading a loan", "1", str(len(course.lessons)), "yes", "90", "2026-11-23"]
    assert row[-1] == "no"
    assert f"{LATER:%Y-%m-%d}" not in body


def test_xlsx_holds_numbers_and_text_but_no_formula(facilitator_client, group, course, people) -> None:
    response = take(facilitator_client, group, "xlsx")

    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    row = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "小林")
    assert row[2:6] == (1, len(course.lessons), "yes", 90)
    assert {cell.value for cell in cells} >= set(DANGEROUS)  # as typed, and still no formula


def test_file_speaks_the_language_of_the_page(facilitator_client, group, people) -> None:
    assert "看懂一笔贷款" in take(facilitator_client, group, "csv", "zh-hans").content.decode()


def test_file_is_named_by_group_course_and_day(facilitator_client, group, people) -> None:
    group.name = '晚间"组\r\nX: y'
    group.save()

    header = take(facilitator_client, group, "csv")["Content-Disposition"]

    assert header.startswith("attachment; filename*=utf-8''%E6%99%9A")
    assert "\n" not in header


def test_taking_the_file_is_noted(facilitator_client, group, people) -> None:
    take(facilitator_client, group, "csv")
    take(facilitator_client, group, "xlsx")

    assert list(AccessLog.objects.values_list("what", flat=True)) == ["export"]  # once a day
    assert Event.objects.filter(what="exported").count() == 2


def test_file_holds_everybody(facilitator_client, group, people, monkeypatch) -> None:
    monkeypatch.setattr(files, "AT_ONCE", 2)

    body = take(facilitator_client, group, "csv").content.decode()

    assert body.count("\r\n") == 10


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["陈明", "李强", "闫婷", "周平"]),
        ("?order=name", ["陈明", "李强", "闫婷", "周平"]),
        ("?order=listed", ["周平", "闫婷", "李强", "陈明"]),
        ("?order=pressing", ["陈明", "闫婷", "周平", "李强"]),
    ],
)
def test_file_and_paper_stand_in_the_order_asked_for(facilitator_client, group, course, query, names) -> None:
    """By name, as listed, or by need: who came and did nothing, who never came, who is learning."""
    give(group, course)
    for number, name in enumerate(["周平", "闫婷", "李强", "陈明"]):
        joined_at = None if name in ("周平", "闫婷") else LATER - timedelta(days=1)
        member = make_member(group, name, joined_at=joined_at, listed_at=LATER - timedelta(days=9 - number))
        if name == "李强":
            work(member.learner, course.lessons[0], at=timezone.now())

    body = facilitator_client.get(url("results-file", group.pk, "csv") + query).content.decode("utf-8-sig")
    paper = facilitator_client.get(url("results-print", group.pk) + query).content.decode()

    assert [row[0] for row in csv.reader(io.StringIO(body))][1:] == names
    assert re.findall(r'<bdi class="nowrap">([^<]+)</bdi>', paper) == names


@pytest.mark.parametrize("kind", ["pdf", "xls", "x"])
def test_other_kinds_are_404(facilitator_client, group, people, kind) -> None:
    assert take(facilitator_client, group, kind).status_code == 404


def test_no_file_of_nothing(facilitator_client, group) -> None:
    assert take(facilitator_client, group, "csv").status_code == 404
