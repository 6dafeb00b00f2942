"""The question where the names stand: three rows to look at, nothing stored before the answer, and who is let in."""

import base64
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from courses.organizations.joining.rosters.asking import MOST_CARRIED
from courses.organizations.joining.rosters.reading.files import read_roster
from courses.organizations.models import Group, GuardianConsent, Member, RosterDraft

UNCLEAR = "对象,性别,身份证\n王秀英,女,999999199001010002\n李建国,男,999999199001010004\n"


def sent(browser: Client, group: Group, **typed: object):
    url = f"/en/groups/{group.pk}/people/import/"
    key = re.search(r'name="key" value="([^"]+)"', browser.get(url).content.decode())[1]
    return browser.post(url, {"key": key, **typed})


def file(content: str | bytes, name: str = "names.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def present(group: Group) -> list[str]:
    return sorted(Member.objects.present().filter(group=group).values_list("nickname", flat=True))


def test_unclear_list_is_shown_in_three_rows_and_nothing_is_stored(browser, group) -> None:
    reply = sent(browser, group, file=file(UNCLEAR))
    page = reply.content.decode()

    assert reply.status_code == 200
    assert "Which column holds the names?" in page
    assert len(re.findall(r'<th scope="row">', page)) == 3
    assert "李建国" in page
    assert "999999199001010002" not in re.sub(r'name="content" value="[^"]*"', "", page)
    assert RosterDraft.objects.count() == 0


def test_answer_reads_the_same_list_with_the_column_chosen(browser, group) -> None:
    page = sent(browser, group, file=file(UNCLEAR)).content.decode()
    content = re.search(r'name="content" value="([^"]+)"', page)[1]

    reply = sent(browser, group, content=content, name="0", first_row="2", encoding="utf-8-sig")

    assert reply.status_code == 303
    assert [line[1] for line in RosterDraft.objects.get().lines] == ["王秀英", "李建国"]
    assert "999999199001010002" not in str(RosterDraft.objects.get().lines)


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"name": "9"}, {"first_row": "0"}, {"first_row": ""}, {"consent": "x"}, {"given": "77"}]
)  # fmt: skip
def test_wrong_answer_is_422_with_the_question_again(browser, group, wrong) -> None:
    content = base64.b64encode(UNCLEAR.encode()).decode()
    typed = {"content": content, "name": "0", "first_row": "2", **wrong}

    reply = sent(browser, group, **typed)

    assert reply.status_code == 422
    assert content in reply.content.decode()
    assert RosterDraft.objects.count() == 0


@pytest.mark.parametrize("content", ["", "%%%", "AAA"])
def test_answer_without_its_file_is_422(browser, group, content) -> None:
    assert sent(browser, group, content=content, name="0", first_row="1").status_code == 422


def test_long_file_is_chosen_again_with_the_answer(browser, group) -> None:
    long = "对象,性别\n" + "".join(f"林小{row},女\n" for row in range(12_000))
    assert len(long.encode()) > MOST_CARRIED
    page = sent(browser, group, file=file(long)).content.decode()
    assert "choose the same file once more" in page
    assert 'name="content"' not in page

    assert sent(browser, group, file=file(long), name="0", first_row="2").status_code == 303
    assert len(RosterDraft.objects.get().lines) == 12_000


def test_list_pasted_into_the_box_is_read(browser, group) -> None:
    reply = sent(browser, group, names="#接龙\n1. 王秀英\n2. 李建国 13800000002\n3. 张姐（3号楼）\n")
    browser.post(f"{reply['Location']}run/")

    assert present(group) == ["张姐（3号楼）", "李建国", "王秀英"]


def test_neither_file_nor_list_is_422(browser, group) -> None:
    assert sent(browser, group, names="  \n").status_code == 422


def test_whoever_wishes_is_asked_about_a_clear_list_too(browser, group) -> None:
    page = sent(browser, group, file=file("姓名,昵称2\n王秀英,花开\n"), ask="on").content.decode()

    assert "Say where the names stand." in page


def test_wrong_letters_are_mended_by_the_answer(browser, group) -> None:
    big5 = "對象,備註\n陳美玲,女\n林志豪,男\n".encode("big5")
    content = base64.b64encode(big5).decode()

    sent(browser, group, content=content, name="0", first_row="2", encoding="big5hkscs")

    assert [line[1] for line in RosterDraft.objects.get().lines] == ["陳美玲", "林志豪"]


def test_children_without_consent_stay_off_the_list_and_the_page_says_why(browser, group) -> None:
    reply = sent(browser, group, file=file("姓名,年龄,监护人姓名\n小红,11,王秀英\n小强,12,\n大明,40,\n"))
    page = browser.get(reply["Location"]).content.decode()

    assert "Children whose guardian’s consent is not there" in page
    assert "under 14, and no guardian’s consent" in page
    browser.post(f"{reply['Location']}run/")
    assert present(group) == ["大明"]


def test_leader_says_that_the_guardians_named_have_agreed(browser, group) -> None:
    text = "姓名,年龄,法定代理人\n小红,11,王秀英\n小强,12,\n大明,40,\n"
    page = sent(browser, group, file=file(text)).content.decode()
    assert "No column was found that says whether a guardian agreed" in page
    content = re.search(r'name="content" value="([^"]+)"', page)[1]

    answer = {"content": content, "name": "0", "first_row": "2", "age": "1", "consent": "2", "agreed": "on"}
    reply = sent(browser, group, **answer)
    browser.post(f"{reply['Location']}run/")

    assert present(group) == ["大明", "小红"]
    assert GuardianConsent.objects.get().member.nickname == "小红"


def test_leader_who_has_no_such_column_leaves_the_children_out(browser, group) -> None:
    page = sent(browser, group, file=file("姓名,年龄\n小红,11\n大明,40\n")).content.decode()
    content = re.search(r'name="content" value="([^"]+)"', page)[1]

    reply = sent(browser, group, content=content, name="0", first_row="2", age="1")
    browser.post(f"{reply['Location']}run/")

    assert present(group) == ["大明"]


# ---- the same name more than once


TWICE = "姓名\n张伟\n李建国\n张 伟\n"


def test_name_that_stands_twice_is_asked_about(browser, group) -> None:
    url = sent(browser, group, file=file(TWICE))["Location"]

    assert "The same name more than once: who is it?" in browser.get(url).content.decode()
    assert browser.post(f"{url}run/").status_code == 422
    assert present(group) == []


@pytest.mark.parametrize(
    ("answer", "people"), [("no", ["张伟", "李建国"]), ("yes", ["张 伟 (2)", "张伟", "李建国"])]
)  # fmt: skip
def test_answer_says_whether_it_is_somebody_else(browser, group, answer, people) -> None:
    url = sent(browser, group, file=file(TWICE))["Location"]

    browser.post(f"{url}run/", {"others": answer})

    assert present(group) == people


def test_child_without_consent_stays_off_the_list_as_second_person_of_a_name_too(browser, group) -> None:
    text = "姓名,年龄,监护人姓名\n张伟,40,\n张伟,11,\n张伟,12,王秀英\n小红,11,\n"
    url = sent(browser, group, file=file(text))["Location"]

    browser.post(f"{url}run/", {"others": "yes"})

    assert present(group) == ["张伟"]
    assert GuardianConsent.objects.count() == 0


def test_child_whose_guardian_agreed_is_listed_after_a_row_of_the_same_name_without_consent(browser, group) -> None:
    url = sent(browser, group, file=file("姓名,年龄,监护人同意\n小红,11,\n小红,12,家长\n"))["Location"]

    browser.post(f"{url}run/")

    assert present(group) == ["小红"]
    assert GuardianConsent.objects.get().who == "parent"


def test_second_person_of_a_name_is_known_when_the_list_is_read_again(browser, group) -> None:
    first = sent(browser, group, file=file(TWICE))["Location"]
    browser.post(f"{first}run/", {"others": "yes"})

    again = sent(browser, group, file=file(TWICE))["Location"]
    page = browser.get(again).content.decode()

    assert "The same name more than once" not in page
    assert browser.post(f"{again}run/").status_code == 303
    assert present(group) == ["张 伟 (2)", "张伟", "李建国"]


# ---- who is not in the list


def test_many_people_who_are_not_in_the_list_are_shown_whole_with_one_tick(browser, group) -> None:
    url = sent(browser, group, file=file("name\n" + "".join(f"n{row:03}\n" for row in range(420))))["Location"]
    browser.post(f"{url}run/")
    url = sent(browser, group, file=file("name\nn000\nn001\n"))["Location"]
    page = browser.get(url).content.decode()

    assert [f"n{row:03}" for row in range(2, 420) if f"<bdi>n{row:03}</bdi>" not in page] == []
    assert "Remove all 418 people" in page
    browser.post(f"{url}run/", {"remove_all": "on"})
    assert present(group) == ["n000", "n001"]


def test_list_read_again_removes_nobody_by_itself(browser, group) -> None:
    url = sent(browser, group, file=file("name\nAnn\nBob\n"))["Location"]
    browser.post(f"{url}run/")
    url = sent(browser, group, file=file("name\nAnn\n"))["Location"]
    browser.post(f"{url}run/")

    assert present(group) == ["Ann", "Bob"]


# ---- a file to start from


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_file_to_start_from_is_read_once_it_is_filled_in(browser, group, kind, language) -> None:
    content = browser.get(f"/{language}/groups/{group.pk}/people/import/names.{kind}").content
    if kind == "csv":
        filled = content + "小红,parent\r\nLee,\r\n".encode()
    else:
        import io

        from openpyxl import load_workbook

        book, packed = load_workbook(io.BytesIO(content)), io.BytesIO()
        book.active.append(["小红", "家长"])
        book.active.append(["Lee", None])
        book.save(packed)
        filled = packed.getvalue()

    lines = read_roster(filled).lines

    assert [(line.nickname, line.consent) for line in lines] == [("小红", "parent"), ("Lee", "")]


def test_chat_is_refused_on_the_page_with_what_to_do(browser, group) -> None:
    reply = sent(browser, group, names="张三  09:15\n报名\n李四  09:16\n+1\n")

    assert reply.status_code == 422
    assert "This is what was said in a chat, not a list." in reply.content.decode()
    assert RosterDraft.objects.count() == 0


def test_name_with_a_hidden_part_is_told_on_the_page_and_let_in_by_nobody(browser, group) -> None:
    reply = sent(browser, group, names="姓名\n王*英\n李建国\n")
    page = browser.get(reply["Location"]).content.decode()

    assert "a part of the name is hidden by signs; write the whole name" in page
