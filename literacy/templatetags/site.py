"""What templates need to print content: texts in the page's language, weights of rules, specimens, helplines."""

import re
from collections.abc import Iterable
from datetime import date
from string import ascii_uppercase
from typing import Any

from django import template
from django.template.loader import get_template, select_template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from courses.accounts.pages.html_cache import CSRF_TOKEN, kept
from courses.catalog.drawings import printing
from courses.catalog.markup.rendering import inline
from courses.catalog.model.facts import Confidence, Fact, Weight
from courses.catalog.model.lessons import CitedFact, Course, Lesson, Piece
from courses.catalog.model.questions import ROOM
from courses.catalog.model.values.days import last_day
from courses.catalog.model.values.texts import Text
from courses.catalog.published.library import catalog
from courses.catalog.wording import part_reason, part_text
from courses.languages.known import current_language, language_shown, others
from courses.languages.language import Language
from courses.learning.lessons.addresses import step_url

register = template.Library()
_HAN = re.compile("[\u4e00-\u9fff]")
_AFTER_MARK = re.compile("(?<=[。，；：？！、）”])\\s+")
_PLACE = re.compile(r'(?<= id=")|(?<= href="#)')


@register.filter
def rendered(html: str) -> SafeString:
    """HTML that courses.catalog.markup.rendering made and sanitised; the one place where it is trusted."""
    return mark_safe(html)  # noqa: S308


@register.filter
def within(html: str, lesson: str) -> str:
    """A lesson's HTML among that of others: its places, and links to them, carry the lesson's name."""
    return _PLACE.sub(f"{lesson}-", html)


@register.filter(is_safe=True)
def unbroken(html: str) -> str:
    """Text or HTML in which no line break parts a number from its unit."""
    return printing.unbroken(html)


@register.filter(is_safe=True)
def sentences(html: str) -> str:
    """Sentences one after the other: Chinese puts no space between them."""
    return _AFTER_MARK.sub("", html) if not language_shown().words_are_spaced else html


@register.simple_tag
def text(value: Text) -> SafeString:
    """A content text in the page's language, as sanitised inline HTML."""
    return rendered(inline(value.in_language(current_language()), current_language()))


@register.simple_tag
def plain(value: Text) -> str:
    """A content text in the page's language, as it stands in the file; for titles and attributes."""
    return value.in_language(current_language())


def weight_words(weight: Weight) -> str:
    words = {
        Weight.LAW: _("Law"),
        Weight.REGULATION: _("Regulation"),
        Weight.COURT: _("How courts decide"),
        Weight.RULE: _("Regulator’s rule"),
        Weight.STANDARD: _("Recommended standard"),
        Weight.SELF: _("Industry’s own rule"),
        Weight.WARNING: _("Official warning"),
        Weight.SERVICE: _("Service information"),
        Weight.EVIDENCE: _("Study"),
        Weight.PRACTICE: _("Practice or report"),
    }
    return words[weight]


@register.filter
def foreign(words: str) -> str:
    """Words that may be in another language, marked as such, so that they are read aloud and drawn right."""
    in_han = bool(_HAN.search(words))
    if in_han == language_shown().writes_han:
        return words
    theirs = next((one.html_lang for one in others(current_language()) if one.writes_han == in_han), "und")
    return format_html('<span lang="{}">{}</span>', theirs, words)


@register.simple_tag
def source_title(fact: Fact) -> str:
    """A source's title in the page's language; a study that has a title in one language only is marked as such."""
    return foreign(fact.source.title.in_language(current_language()))


@register.simple_tag
def source_words(fact: Fact) -> str:
    """A source as it is cited: title, number if confirmed, article; the number in the language it is written in."""
    source, language = fact.source, current_language()
    parts = [
        source_title(fact),
        foreign(source.number) if source.number_confirmed else "",
        source.article.in_language(language) if source.article else "",
    ]
    return format_html_join(language_shown().after_item, "{}", ((part,) for part in parts if part))


@register.simple_tag
def statement(fact: Fact) -> SafeString:
    """What a fact says, with the words that must never be left out beside it: the only way to print a fact."""
    language = current_language()
    said = [each.in_language(language) for each in (fact.says, fact.beside) if each is not None]
    return rendered(inline(language_shown().space.join(said), language))


@register.simple_tag
def weight(fact: Fact) -> str:
    """How binding a statement is, in words."""
    return weight_words(fact.weight)


@register.simple_tag
def confidence(fact: Fact) -> str:
    """How far the statement has been checked, in words."""
    words = {
        Confidence.READ: _("checked in the text"),
        Confidence.REPORTED: _("as reported by several sources; official text not yet compared"),
        Confidence.ESTABLISHED: _("generally known; official text not yet compared"),
    }
    return words[fact.confidence]


@register.simple_tag
def lapse(fact: Fact) -> str:
    """Until when the statement holds, or that it holds no longer; empty where no end is known."""
    if fact.ends is None:
        return ""
    is_over = last_day(fact.ends) < timezone.localdate()
    said = _("ended %(day)s, no longer in force unless it was extended") if is_over else _("ends %(day)s")
    return " · " + said % {"day": fact.ends}


@register.simple_tag
def stale(fact: Fact) -> str:
    """A note when the day to check a fact again has passed; empty before."""
    today: date = timezone.localdate()
    if fact.recheck_by is None or fact.recheck_by >= today:
        return ""
    return " · " + _("last checked %(day)s, due for a check") % {"day": fact.retrieved or fact.as_of or ""}


@register.simple_tag
def today() -> str:
    """The day on which a page is shown: notes about facts depend on it."""
    return timezone.localdate().isoformat()


@register.simple_tag(takes_context=True)
def specimen(context: dict[str, Any], specimen_id: str, *, is_asked: bool = False) -> SafeString:
    """A made-up advertisement, chat or contract as a figure of real text; without what to see in it while a room is
    asked about it."""
    found = catalog().specimens[specimen_id]
    language = current_language()
    parts = [(part, part_text(part, language), part_reason(part, language)) for part in found.parts.values()]
    shown = {"specimen": found, "parts": parts, "id": specimen_id, "is_asked": is_asked}
    return get_template("parts/content/specimen.html").render(shown)  # type: ignore[return-value]


@register.simple_tag
def helpline(line_id: str) -> SafeString:
    """A telephone number with what it is for and whether we have dialled it."""
    line = catalog().helplines[line_id]
    key = ("helpline", id(catalog()), current_language(), line_id)
    return kept(key, lambda: get_template("parts/content/helpline.html").render({"line": line}))


@register.simple_tag
def cited_items(sources: Iterable[CitedFact]) -> SafeString:
    """Facts that a page cites, each as an item of a list; a fact is written once for each language and day."""
    day, language = today(), current_language()

    def item(cited: CitedFact) -> SafeString:
        key = ("cited", id(catalog()), language, cited.id, day)
        return kept(key, lambda: get_template("parts/content/cited.html").render({"cited": cited}))

    return rendered("".join(item(cited) for cited in sources))


@register.simple_tag(takes_context=True)
def exercise(context: dict[str, Any], piece: Piece) -> SafeString:
    """An exercise inside a lesson: its form, filled with the lesson's example."""
    from courses.exercises.links.embedding import embedded  # exercises stand above the catalogue that names them

    return embedded(piece.reference, dict(piece.arguments), context.flatten())  # type: ignore[attr-defined]


@register.filter
def letter(place: int) -> str:
    """The letter of a choice, for hands: A for 1."""
    return ascii_uppercase[place - 1]


@register.filter
def tel(number: str) -> str:
    """A telephone link's address."""
    return format_html("tel:{}", "".join(sign for sign in number if sign.isdigit() or sign == "+"))


@register.simple_tag
def lesson_title(lesson: Lesson) -> str:
    return lesson.page(current_language()).title


@register.simple_tag
def question_url(lesson: Lesson, question: str) -> str:
    """Where a lesson asks a question."""
    return step_url(lesson, question=question)


@register.simple_tag
def words_elsewhere(value: Text) -> str:
    """The same words in each other language, marked as such, for the glossary."""
    words = ((one.html_lang, value.in_language(one.code)) for one in others(current_language()))
    return format_html_join("\n", '<span class="muted small" lang="{}">{}</span>', words)


@register.simple_tag
def words_in(language: Language, value: Text) -> str:
    """The same words in another language, for the glossary of a pack."""
    return value.in_language(language.code)


@register.simple_tag
def printed_question(lesson: Lesson, question: str) -> SafeString:
    """A question on paper: what it asks and its choices in an order that tells nothing, no answers."""
    asked = lesson.questions[question]
    language = current_language()
    choices = [part_text(asked.body.choices[key], language) for key in asked.shuffled(ROOM)]
    return get_template("parts/questions/printed.html").render({"question": asked, "choices": choices})  # type: ignore[return-value]


@register.simple_tag
def cover(course: Course) -> SafeString:
    """The drawing of a course, by its code; a calm one for a course that has none of its own."""
    drawing = select_template((f"parts/covers/{course.code}.html", "parts/covers/default.html"))
    return rendered(drawing.render())


@register.simple_tag
def sheet(*names: str) -> SafeString:
    """Links to style sheets of static/css/ that a family of pages needs beside the site's own."""
    return kept(("sheet", *names), lambda: _sheet_links(names))


def _sheet_links(names: tuple[str, ...]) -> SafeString:
    links = ((static(f"css/{name}.css"),) for name in names)
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', links)


class KeptNode(template.Node):
    """See `do_kept`."""

    def __init__(self, name: str, varies: list[template.base.FilterExpression], inside: template.NodeList) -> None:
        self.name = name
        self.varies = varies
        self.inside = inside

    def render(self, context: template.Context) -> SafeString:
        values = tuple(str(one.resolve(context)) for one in self.varies)
        html = kept(("part", self.name, id(catalog()), current_language(), *values), lambda: self._shared(context))
        if CSRF_TOKEN not in html:
            return html
        return rendered(html.replace(CSRF_TOKEN, str(context.get("csrf_token", ""))))

    def _shared(self, context: template.Context) -> SafeString:
        """What is inside, with a mark where a form's token stands."""
        with context.update({"csrf_token": CSRF_TOKEN}):
            return self.inside.render(context)


@register.tag("kept")
def do_kept(parser: template.base.Parser, token: template.base.Token) -> KeptNode:
    """{% kept "name" value … %}…{% endkept %}: rendered once for each language and set of values.

    Nothing inside may depend on anything else, least of all on a person; a form's token is put in for each reader.
    No value may be one that a reader chooses freely.
    """
    _tag, name, *varies = token.split_contents()
    inside = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(name, [parser.compile_filter(one) for one in varies], inside)
