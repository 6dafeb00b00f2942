"""The workshop pack: everything is in it, in both languages, and no page of it leads or reaches outside."""

import io
import posixpath
import re
import zipfile
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from courses.catalog.published.library import catalog
from courses.organizations.workshops.materials.handouts import handouts_of
from courses.organizations.workshops.materials.pack import make_pack, pack_of

CLASS_IN_RULE = re.compile(r"\.([a-z][a-z0-9-]*)")
NO_END = {"meta", "br", "input", "hr", "img", "link", "path", "rect"}


class PageReader(HTMLParser):
    """Addresses, ids, elements and visible text of one page; counts elements that are not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.elements: list[str] = []
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        values = dict(attrs)
        self.attributes |= set(values)
        self.ids |= {values["id"]} if values.get("id") else set()
        self.links += [values[name] or "" for name in ("href", "src", "action", "srcset", "data") if name in values]
        if tag not in NO_END:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> PageReader:
    reader = PageReader()
    reader.feed(html)
    return reader


@pytest.fixture(scope="module")
def files() -> dict[str, str]:

    pack = make_pack(catalog().courses["reading-a-loan"])
    with zipfile.ZipFile(io.BytesIO(pack.content)) as archive:
        assert archive.testzip() is None
        return {name.partition("/")[2]: archive.read(name).decode() for name in archive.namelist()}


@pytest.fixture(scope="module")
def pages(files) -> dict[str, PageReader]:
    return {name: read(text) for name, text in files.items() if name.endswith(".html")}


def test_course_pack_holds_three_pages_a_lesson_in_both_languages(files, course) -> None:
    bases = [f"{number:02d}-{lesson.slug}" for number, lesson in enumerate(course.lessons, 1)]
    each = {"index.html", "glossary.html", "help-now.html"}
    each |= {f"help-now-{situation}.html" for situation in catalog().situations}
    each |= {f"{base}{kind}.html" for base in bases for kind in ("", "-plan", "-worksheet")}
    for base, lesson in zip(bases, course.lessons, strict=True):
        each |= {f"{base}-{handout.key}.html" for handout in handouts_of(lesson, "en")}
    each |= {"already-late.html", *(f"reference-{slug}.html" for slug in catalog().references)}

    assert set(files) == {"README.txt", "index.html"} | {f"{one}/{name}" for one in ("en", "zh-hans") for name in each}


def test_no_page_reaches_outside_the_pack(pages) -> None:
    for name, page in pages.items():
        for link in page.links:
            path, _hash, anchor = link.partition("#")
            if link.startswith("tel:"):
                continue
            assert ":" not in link, f"{name}: {link}"
            assert not link.startswith("/"), f"{name}: {link}"
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            assert target in pages, f"{name}: {link}"
            assert not anchor or anchor in pages[target].ids, f"{name}: {link}"


def test_no_page_has_a_script_or_foreign_part(pages, files) -> None:
    forbidden = {"script", "link", "img", "iframe", "object", "embed", "form", "video", "audio", "base"}

    for name, page in pages.items():
        assert not forbidden & set(page.elements), name
        assert not [one for one in page.attributes if one.startswith(("on", "hx-"))], name
        assert page.elements.count("style") == 1, name
        assert page.open == [], name
        assert "url(" not in files[name], name
        assert "@import" not in files[name], name


def test_pages_hold_the_rules_of_every_class_they_use() -> None:
    sheets = "".join(path.read_text() for path in (settings.BASE_DIR / "static" / "css").glob("*.css"))
    ruled = set(CLASS_IN_RULE.findall(sheets))
    pack = pack_of(catalog().courses["missing-a-payment"])  # blank sheets of letter, log and list are in it
    with zipfile.ZipFile(io.BytesIO(pack.content)) as archive:
        for name in archive.namelist():
            style, _end, body = archive.read(name).decode().partition("</style>")
            used = {one for value in re.findall(r'class="([^"]*)"', body) for one in value.split()}
            assert (used & ruled) - set(CLASS_IN_RULE.findall(style)) == set(), name


def test_pages_say_their_language(files) -> None:
    assert all('<html lang="en">' in text for name, text in files.items() if name.startswith("en/"))
    assert all('<html lang="zh-Hans">' in text for name, text in files.items() if name.startswith("zh-hans/"))


@pytest.mark.parametrize(("language", "folder"), [("en", "en"), ("zh-hans", "zh-hans")])
def test_sort_and_rules_can_be_looked_up_without_a_network(pages, language, folder) -> None:
    sort, page = catalog().late_sort, pages[f"{folder}/already-late.html"]

    for said in (*(box.title for box in sort.boxes), *(step.title for step in sort.every_step)):
        assert said.in_language(language) in page.text
    for slug, reference in catalog().references.items():
        shown = pages[f"{folder}/reference-{slug}.html"].text
        assert all(entry.name.in_language(language) in shown for entry in reference.entries)
    assert {"already-late.html", *(f"reference-{slug}.html" for slug in catalog().references)} <= set(
        pages[f"{folder}/index.html"].links
    )


@pytest.mark.parametrize(("language", "folder"), [("en", "en"), ("zh-hans", "zh-hans")])
def test_lesson_page_has_its_text_and_folded_answers(pages, files, lesson, course, language, folder) -> None:
    base = f"{folder}/{course.lessons.index(lesson) + 1:02d}-{lesson.slug}"
    page = pages[f"{base}.html"]

    assert lesson.page(language).title in page.text
    assert page.elements.count("details") >= len(lesson.questions)
    assert " open" not in files[f"{base}.html"].partition("<body>")[2].partition("<details")[2][:20]


def test_plan_has_every_step_and_the_key_and_the_worksheet_has_no_answers(pages, lesson, course) -> None:
    base = f"en/{course.lessons.index(lesson) + 1:02d}-{lesson.slug}"
    plan, sheet = pages[f"{base}-plan.html"], pages[f"{base}-worksheet.html"]

    assert plan.elements.count("tr") == len(lesson.guide.plan) + 1
    assert "Answer key" in plan.text
    assert "Answer" not in sheet.text
    assert "details" not in sheet.elements
    assert sheet.elements.count("section") == len(lesson.guide.worksheet)


def test_readme_says_in_both_languages_how_to_print(files) -> None:
    readme = files["README.txt"]

    assert readme.startswith("\ufeff")
    assert "Ctrl" in readme
    assert "index.html" in readme
    assert readme.count("index.html") == 2
    assert "\n" not in readme.replace("\r\n", "")


def test_same_catalogue_makes_the_same_bytes(course, lesson) -> None:
    assert make_pack(course, lesson).content == make_pack(course, lesson).content


def test_lesson_pack_leads_to_no_other_lesson(course, lesson) -> None:
    pack = make_pack(course, lesson)
    with zipfile.ZipFile(io.BytesIO(pack.content)) as archive:
        names = {name.partition("/")[2] for name in archive.namelist()}
        text = archive.read(f"{pack.name}/en/{course.lessons.index(lesson) + 1:02d}-{lesson.slug}.html").decode()

    others = [one.slug for one in course.lessons if one.slug != lesson.slug]
    assert not [name for name in names if any(other in name for other in others)]
    assert not [link for link in read(text).links if any(other in link for other in others)]


def test_download_streams_the_zip_as_it_is(client, course, lesson) -> None:
    answer = client.get(f"/en/learn/{course.slug}/{lesson.slug}/workshop-pack/", HTTP_ACCEPT_ENCODING="gzip")

    content = b"".join(answer.streaming_content)
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == f'attachment; filename="workshop-{course.slug}-{lesson.slug}.zip"'
    assert (int(answer["Content-Length"]), content[:2]) == (len(content), b"PK")


@pytest.mark.parametrize("path", ["courses/nope/workshop-pack/", "learn/reading-a-loan/nope/workshop-pack/"])
def test_unknown_pack_is_not_found(client, path) -> None:
    assert client.get(f"/en/{path}").status_code == 404


def test_command_writes_the_pack(tmp_path, capsys) -> None:
    target = tmp_path / "pack.zip"

    call_command("workshop_pack", "reading-a-loan", str(target))

    assert zipfile.is_zipfile(target)
    assert f"{target.stat().st_size:,} bytes" in capsys.readouterr().out


def test_command_names_the_courses_there_are(tmp_path) -> None:
    courses = ", ".join(catalog().courses)

    with pytest.raises(CommandError, match=f"there are: {courses}$"):
        call_command("workshop_pack", "nope", str(tmp_path / "pack.zip"))
