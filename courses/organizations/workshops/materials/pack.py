"""The workshop pack: one ZIP with everything for a room without a network, in every language, opened from a USB stick.

Its pages hold their style themselves, have no script, and lead nowhere outside the pack.
"""

import io
import re
import threading
import zipfile
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from courses.catalog.model.facts import Fact
from courses.catalog.model.lessons import Course, Lesson
from courses.catalog.model.references import ReferenceEntry
from courses.catalog.model.sorting import LateSort, SortOption, SortRule
from courses.catalog.model.values.texts import LANGUAGES
from courses.catalog.published.library import catalog
from courses.languages.known import BY_CODE, SOURCE, others
from courses.organizations.workshops.materials.handouts import handouts_of
from courses.organizations.workshops.materials.plans import answer_key, worksheet_of
from courses.organizations.workshops.materials.sections import asked_slide

TEMPLATES = "courses/organizations/workshops/materials/pack"
CHUNK = 64 * 1024
MOST_KEPT = 20
ZIP_TIME = (1980, 1, 1, 0, 0, 0)  # the same pack has the same bytes, whenever it is made
LINK = re.compile(r' href="([^"]*)"')
FURTHER_SHEETS = {
    "drawings": ('<figure class="fig">',),
    "sheets": ('<ul class="cut', 'class="question paper-to-mark"'),
    "reference": ('<ul class="facts">',),
    "worksheets": ('<table class="worksheet', '<table class="log-sheet'),
}  # by what a page holds that needs them

_kept: dict[Hashable, "Pack"] = {}
_making = threading.Lock()


@dataclass(frozen=True, slots=True)
class Pack:
    name: str
    content: bytes


def pack_of(course: Course, lesson: Lesson | None = None) -> Pack:
    """The pack of a course or of one lesson: made at the first call, kept as long as the catalogue and the day last."""
    key = (id(catalog()), course.slug, lesson.slug if lesson else "", timezone.localdate())
    found = _kept.get(key)
    if found is None:
        with _making:
            found = _kept.get(key)
            if found is None:
                if len(_kept) >= MOST_KEPT:
                    _kept.clear()
                found = _kept[key] = make_pack(course, lesson)
    return found


def streamed(pack: Pack) -> Iterator[bytes]:
    for start in range(0, len(pack.content), CHUNK):
        yield pack.content[start : start + CHUNK]


def make_pack(course: Course, lesson: Lesson | None = None) -> Pack:
    name = f"workshop-{course.slug}" + (f"-{lesson.slug}" if lesson else "")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in _files(course, lesson):
            entry = zipfile.ZipInfo(f"{name}/{path}", ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text.encode())
    return Pack(name, packed.getvalue())


def _files(course: Course, lesson: Lesson | None) -> Iterator[tuple[str, str]]:
    lessons = [(number, one) for number, one in enumerate(course.lessons, 1) if lesson is None or one is lesson]
    yield "README.txt", _readme()
    yield "index.html", _door(course)
    for language in LANGUAGES:
        with translation.override(language):
            maker = _Maker(course, lessons, language)
            yield from ((f"{language}/{path}", text) for path, text in maker.pages())


def _door(course: Course) -> str:
    """The page on which a language is chosen."""
    with translation.override(SOURCE):
        context = {
            "language": BY_CODE[SOURCE], "languages": BY_CODE.values(), "title": course.title.in_language(SOURCE),
            "other_titles": [(one, course.title.in_language(one.code)) for one in others(SOURCE)],
        }  # fmt: skip
        return _with_style(render_to_string(f"{TEMPLATES}/index.html", context))


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the pages of one language."""

    course: Course
    lessons: list[tuple[int, Lesson]]
    language: str

    def pages(self) -> Iterator[tuple[str, str]]:
        listed = [(number, one, one.page(self.language), self._base(number, one)) for number, one in self.lessons]
        handouts = {base: handouts_of(lesson, self.language) for _number, lesson, _page, base in listed}
        with_handouts = [(*one, handouts[one[-1]]) for one in listed]
        yield "index.html", self._page("contents", {"listed": with_handouts, "references": catalog().references})
        for number, lesson, page, base in listed:
            context = {"lesson": lesson, "page": page, "number": number, "base": base, "is_blank": True}
            for handout in handouts[base]:
                yield f"{base}-{handout.key}.html", self._page("handout", {**context, "handout": handout})
            asked = {key: asked_slide(question, self.language) for key, question in lesson.questions.items()}
            pieces = [(piece, asked.get(piece.reference)) for piece in page.pieces]
            yield f"{base}.html", self._page("lesson", {**context, "pieces": pieces})
            key = answer_key(lesson, self.language)
            yield f"{base}-plan.html", self._page("plan", {**context, "answer_key": key, "is_pack": True})
            yield f"{base}-worksheet.html", self._page("worksheet", {**context, "worksheet": worksheet_of(lesson)})
        yield from self._looked_up()

    def _looked_up(self) -> Iterator[tuple[str, str]]:
        """What belongs to no lesson: words, help, what comes first for whoever is late, and rules by whom they bind."""
        known = catalog()
        terms = sorted(known.glossary.items(), key=lambda one: one[1].term.in_language(self.language).casefold())
        yield "glossary.html", self._page("glossary", {"terms": terms})
        yield "help-now.html", self._page("help", {"situations": known.situations, "lines": known.helplines})
        for slug, situation in known.situations.items():
            yield f"{_help_page(slug)}.html", self._page("situation", {"situation": situation})
        if known.late_sort is not None:
            yield "already-late.html", self._page("already_late", _on_paper(known.late_sort))
        for slug, reference in known.references.items():
            sections = [
                (section, [(entry, _facts_of(entry)) for entry in section.entries]) for section in reference.sections
            ]
            context = {"reference": reference, "sections": sections}
            yield f"{_reference_page(slug)}.html", self._page("reference", context)

    def _base(self, number: int, lesson: Lesson) -> str:
        return f"{number:02d}-{lesson.slug}"

    def _page(self, name: str, context: Mapping[str, Any]) -> str:
        everything = {
            "course": self.course, "site_name": settings.SITE_NAME, "others": others(self.language),
            "html_lang": BY_CODE[self.language].html_lang, **context,
        }  # fmt: skip
        html = render_to_string(f"{TEMPLATES}/{name}.html", everything)
        return _with_style(LINK.sub(self._inside, html))

    def _inside(self, link: re.Match[str]) -> str:
        """A link of the site becomes one of the pack; what the pack does not hold is plain text."""
        address = link[1]
        if not address.startswith("/"):
            return link[0]
        place, hash_sign, anchor = address.removeprefix(f"/{self.language}/").partition("#")
        words = place.strip("/").split("/")
        target = {"glossary": "glossary.html", "already-late": "already-late.html"}.get(words[0], "")
        if words[0] == "help-now":
            target = f"{_help_page(*words[1:])}.html"
        if words[0] == "reference" and words[1:]:
            target = f"{_reference_page(words[1])}.html"
        if words[0] == "learn" and words[1:2] == [self.course.slug]:
            target = next((f"{self._base(n, one)}.html" for n, one in self.lessons if [one.slug] == words[2:]), "")
        return f' href="{target}{hash_sign}{anchor}"' if target else ""


def _help_page(situation: str = "") -> str:
    return f"help-now-{situation}" if situation else "help-now"


def _on_paper(sort: LateSort) -> dict[str, Any]:
    """The sort without a computer: every box and step with the answers it is for."""

    def answers(rule: SortRule) -> list[list[SortOption]]:
        return [[sort.questions[asked].options[key] for key in keys] for asked, keys in rule.when.items()]

    return {
        "sort": sort,
        "boxes": [(box, answers(box)) for box in sort.boxes],
        "steps": [(step, answers(step)) for step in sort.every_step],
    }


def _facts_of(entry: ReferenceEntry) -> list[Fact]:
    known = catalog().facts
    return [known[fact] for fact in entry.facts if fact in known]


def _reference_page(slug: str) -> str:
    return f"reference-{slug}"


def _with_style(html: str) -> str:
    """The page with the sheets it needs inside; these files are opened from a disk, where no policy forbids it."""
    names = ("site", *(name for name, marks in FURTHER_SHEETS.items() if any(mark in html for mark in marks)))
    sheet = "".join((settings.BASE_DIR / "static" / "css" / f"{name}.css").read_text() for name in names)
    return html.replace("</head>", f"<style>\n{sheet}</style>\n</head>", 1)


def _readme() -> str:
    """How to print, in every language; with the line ends and the mark that old editors need."""
    parts = []
    for language in LANGUAGES:
        with translation.override(language):
            parts.append("\r\n".join(_readme_lines()))
    return "\ufeff" + "\r\n\r\n\r\n".join(parts) + "\r\n"


def _readme_lines() -> list[str]:
    return [
        str(settings.SITE_NAME) + " – " + _("Workshop pack"),
        "",
        _("1. Unpack this ZIP file, to a USB stick if you like. No network is needed after that."),
        _("2. Open index.html with a browser: Chrome, Edge, Firefox or Safari."),
        _(
            "3. Each lesson has its pages: the lesson, the facilitator’s plan with the answer key, a blank worksheet, "
            "and what is handed out."
        ),
        _("4. To print, open a page and press Ctrl and P (on a Mac, Command and P). Choose A4."),
        _("5. Print the worksheet once for each person. Print the plan for yourself only: the answers are in it."),
        _("6. On a projector, enlarge the page with Ctrl and + and make it full screen with F11."),
        _("7. In the lesson the answers are folded away. Press “Answer” to see them."),
        "",
        _("You may copy, print and pass on everything in this pack. Whoever uses it sends nothing to anybody."),
    ]
