"""Names as people type them: what is kept, what is refused, how they are compared and sorted."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from courses.languages.names import NameRefusedError, normal_name
from courses.organizations.forms.names import folded, sort_key
from courses.organizations.forms.pinyin.places import CHARACTERS, MOST, SURNAMES
from courses.organizations.models import Member
from courses.organizations.short_links.codes import ALPHABET, new_code, new_token, normal_code, token_hash
from tests.organizations.cast import make_group, make_member

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("小林", "小林"),
        ("  Ann   Lee ", "Ann Lee"),
        ("e\u0301", "é"),
        (FAMILY, FAMILY),
        ("❤️", "❤️"),
        ("👍🏽", "👍🏽"),
        ("𠮷野家", "𠮷野家"),
        ("null", "null"),
        ("Анна", "Анна"),
        ("Анна B", "Анна B"),
        ("β-Club 5µm", "β-Club 5µm"),
        ("小林Ann", "小林Ann"),
        ("=1+1", "=1+1"),
        ("محمد", "محمد"),
        (FAMILY * 20, FAMILY * 20),
        ("a" * 80, "a" * 80),
        ("ᠭᠠᠯᠰᠠᠩ\u180eᠠ", "ᠭᠠᠯᠰᠠᠩ\u180eᠠ"),
        ("ᠠ\u180bᠨ", "ᠠ\u180bᠨ"),
    ],
)
def test_names_that_print_are_kept(typed: str, kept: str) -> None:
    assert normal_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("аdmin", "mixed"),
        ("Ann Lее", "mixed"),
        ("xiaοlin", "mixed"),
        (" \u3000\n", "empty"),
        ("a" * 81, "long"),
        (FAMILY * 41, "long"),
        ("a" + "\u0301" * 170, "long"),
        ("a\x00b", "unprintable"),
        ("\ud800", "unprintable"),
        ("\x1b[31m", "unprintable"),
        ("\u202egnp.exe", "unprintable"),
        ("\ufeffAnn", "unprintable"),
        ("An\u200bn", "unprintable"),
        ("An\u200dn", "unprintable"),
        ("\u200d", "unprintable"),
        ("\u0301", "unprintable"),
        ("\U000e0041", "unprintable"),
        ("\ue000", "unprintable"),
        ("小林\u034f", "unprintable"),  # an invisible mark: the same to the eye, another name to a comparison
        ("\u3164", "unprintable"),
        ("小\u2800林", "unprintable"),
        ("\u180b小林", "unprintable"),
        ("An\u180en", "unprintable"),
        ("An\uffa0n", "unprintable"),
    ],
)
def test_names_that_do_not_print_are_refused(typed: str, reason: str) -> None:
    with pytest.raises(NameRefusedError) as refused:
        normal_name(typed)

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("one", "other"),
    [("ａｄｍｉｎ", "admin"), ("Ann Lee", "annlee"), ("小 林", "小林"), ("STRASSE", "straße"), ("❤️", "❤")]
    + [("阿依古丽·买买提", f"阿依古丽{dot}买买提") for dot in "•∙⋅‧・･●.．"]
    + [("Li.Wei", "Li．Wei")],
)
def test_names_that_look_the_same_are_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("小林", "小李"), ("Ann", "Anne"), ("é", "e\u0301x")])
def test_names_that_differ_stay_different(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    "names",
    [
        ["9", "ann", "Lee", "阿明", "安", "陈", "李", "王", "小林", "周"],
        [
            "安生",
            "宝喆",
            "堃",
            "王安",
            "王玥",
            "闫婷",
            "张三",
        ],  # also what GB 2312 has among its rarer signs, or not at all
        ["陈明", "陳明", "卢生", "吕强", "栾平", "罗平"],  # traditional signs; lü follows lu
        [
            "欧阳修",
            "区小林",
            "朴顺姬",
            "覃海",
            "仇英",
            "单田芳",
            "解珍",
            "乐毅",
            "查良镛",
            "翟志刚",
        ],  # as surnames are read
        ["曾巩", "曾生", "查理王", "张伟", "张伟 (2)", "张伟强", "长孙无忌"],
        ["盖叫天", "葛优", "郭靖", "澹台灭明", "尉迟恭", "袁平"],
        ["张三", "𠮷野", "🌻"],
    ],
)
def test_names_are_sorted_by_letters_then_pinyin(names: list[str]) -> None:
    assert sorted(reversed(names), key=sort_key) == names


def test_surnames_are_read_so_only_at_the_head_of_a_name() -> None:
    names = ["安乐", "单亲妈妈的家", "林单", "任达"]  # 乐 le, 单 dan

    assert sorted(["任达", "林单", "单亲妈妈的家", "安乐"], key=sort_key) == names


@pytest.mark.django_db
def test_every_database_sorts_names_alike(organization) -> None:
    group = make_group(organization)
    names = ["9", "ann", "Lee", "阿明", "翟志刚", "闫婷", "王玥", "王安", "张伟", "张伟 (2)", "𠮷野", "🌻"]
    for name in names:
        make_member(group, name)

    found = Member.objects.filter(group=group).by_name().values_list("nickname", flat=True)

    assert list(found) == sorted(names, key=sort_key)


@pytest.mark.django_db
def test_names_with_another_dot_are_compared_anew_and_two_people_stay_two(organization, monkeypatch) -> None:
    migration = import_module("courses.organizations.migrations.0028_names_by_one_dot")
    monkeypatch.setattr(migration, "BATCH", 2)
    group = make_group(organization)
    for name, before in (
        ("买买提·艾力", "买买提·艾力"),
        ("买买提•艾力", "买买提•艾力"),
        ("古丽•阿不都", "古丽•阿不都"),
    ):
        Member.objects.filter(pk=make_member(group, name + before).pk).update(nickname=name, folded=before)

    migration.compare_anew(apps, SimpleNamespace(connection=connection))

    assert list(Member.objects.order_by("pk").values_list("folded", flat=True)) == [
        "买买提·艾力",
        "买买提•艾力",
        "古丽·阿不都",
    ]


@pytest.mark.django_db
def test_places_of_before_are_made_anew(organization, monkeypatch) -> None:
    migration = import_module("courses.organizations.migrations.0018_names_by_pinyin")
    monkeypatch.setattr(migration, "BATCH", 2)
    group = make_group(organization)
    names = ["闫婷", "王玥", "王安"]
    for name in names:
        make_member(group, name)
    Member.objects.update(sort_key="0")

    migration.place_anew(apps, SimpleNamespace(connection=connection))

    assert list(Member.objects.by_name().values_list("nickname", flat=True)) == sorted(names, key=sort_key)


def test_every_reading_of_the_table_has_its_line_once() -> None:
    lines = [line.split(" ") for line in CHARACTERS.read_text(encoding="utf-8").splitlines()]
    readings, signs = [line[0] for line in lines], "".join(line[1] for line in lines)

    assert (len(set(readings)), len(set(signs))) == (len(readings), len(signs))
    assert set(SURNAMES.values()) <= set(readings)
    assert max(len(line[1]) for line in lines) < MOST // 2


def test_sort_key_fits_its_column() -> None:
    assert len(sort_key("𠮷" * 40)) <= 200


def test_typed_codes_forgive_case_spaces_hyphens_and_full_width() -> None:
    assert {
        normal_code(typed) for typed in ("7K4M2PXQ", "7k4m-2pxq", " 7k4m 2pxq", "７Ｋ４Ｍ－２ＰＸＱ", "7k4m—2pxq")
    } == {"7K4M2PXQ"}


def test_new_codes_hold_no_letters_that_look_alike() -> None:
    assert set("0O1IL") & set(ALPHABET) == set()
    assert set(new_code(2_000)) == set(ALPHABET)


def test_links_hold_128_bits_and_are_stored_as_hash() -> None:
    token = new_token()

    assert (len(token), len({new_token() for _each in range(100)})) == (26, 100)
    assert token not in token_hash(token)
    assert token_hash(token.upper()) == token_hash(token)


def test_variant_of_a_character_makes_no_other_name() -> None:
    assert normal_name("葛\U000e0100城") == "葛城"
