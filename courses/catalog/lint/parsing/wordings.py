"""Every text with a line in each language outside the lesson pages, with the part it plays and its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from courses.catalog.drawings.placing import lesson_words, texts_within
from courses.catalog.lint.parsing.passages import Passage, without_markup
from courses.catalog.model.asking import Asked, Found
from courses.catalog.model.letters import LetterPart
from courses.catalog.model.scenes import SceneNode
from courses.catalog.model.schema import Guide, Specimen
from courses.catalog.model.sorting import Cited, LateSort
from courses.catalog.model.values.problems import Place
from courses.catalog.model.values.texts import LANGUAGES, Text
from courses.catalog.reading.source import ContentSource, LessonSource, Places, Step

SPOKEN_BY_OTHERS = frozenset({"part", "claim", "name"})  # what ads, contracts and wrong options say is not our voice


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in every language. Roles: ask, explain, feedback, hint, option, claim (a wrong option, or a row to be
    judged), target, part (of an advertisement), unit, outcome, action, drawing, guide, title, summary, term, gloss,
    fact, name, help, letter (what the learner sends)."""

    role: str
    text: Text
    passages: Mapping[str, Passage]  # by language
    question: str = ""  # the id of its question, if any


def lesson_wordings(lesson: LessonSource) -> Iterator[Wording]:
    """The texts of questions.yaml and guide.yaml."""
    plan, places = lesson.plan.model, lesson.plan.places
    for key, outcome in plan.lesson.outcomes.items():
        yield _wording("outcome", outcome, places, "lesson", "outcomes", key)
    yield _wording("action", plan.lesson.action, places, "lesson", "action")
    for key, question in plan.questions.items():
        for role, text, keys in _question_texts(question):
            yield _wording(role, text, places, "questions", key, *keys, question=key)
    for key, words in lesson_words(lesson):
        for text, keys in texts_within(words):
            yield _wording("drawing", text, places, "drawings", key, *keys)
    if lesson.guide is not None:
        for text, keys in _guide_texts(lesson.guide.model):
            yield _wording("guide", text, lesson.guide.places, *keys)


def shared_wordings(source: ContentSource) -> Iterator[Wording]:
    """The texts of all files that belong to no lesson."""
    for course in source.courses:
        yield _wording("title", course.plan.model.title, course.plan.places, "title")
        yield _wording("summary", course.plan.model.summary, course.plan.places, "summary")
    entries = chain(_entry_texts(source), _letter_texts(source))
    for kind, key, role, text, keys in entries:
        yield _entry_wording(source, kind, key, role, text, keys)
    if source.late_sort is not None:
        for role, text, keys in _sort_texts(source.late_sort.model):
            yield _wording(role, text, source.late_sort.places, *keys)


def said_in(sort: LateSort) -> Iterator[tuple[Cited, tuple[Step, ...]]]:
    """Everything of the sort that rests on facts, with the way to it in its file."""
    for index, box in enumerate(sort.boxes):
        for number, said in enumerate(box.says):
            yield said, ("boxes", index, "says", number)
    for index, said in enumerate(sort.notes):
        yield said, ("notes", index)
    for place, index, step in sort.placed_steps:
        yield step.says, ("steps", place, index, "says")


def _sort_texts(sort: LateSort) -> Iterator[Found]:
    yield "title", sort.title, ("title",)
    yield "help", sort.lead, ("lead",)
    for key, question in sort.questions.items():
        yield "ask", question.ask, ("questions", key, "ask")
        for name, option in question.options.items():
            yield "option", option, ("questions", key, "options", name)
    for index, box in enumerate(sort.boxes):
        yield "help", box.title, ("boxes", index, "title")
    for place, index, step in sort.placed_steps:
        yield "help", step.title, ("steps", place, index, "title")
    for said, keys in said_in(sort):
        yield "help", said, keys


def entry_place(source: ContentSource, kind: str, key: str, *keys: Step) -> Place:
    """The place of a value inside an entry such as ("specimens", "ad-01"), or of the entry itself."""
    origin = source.origins.get(f"{kind}/{key}", Place(f"content/{kind}"))
    places = source.places.get(origin.path)
    if places is None:
        return origin
    inner: tuple[Step, ...] = (kind, key) if kind in ("flags", "roles") else (key,)
    for length in range(len(keys), 0, -1):
        if (*inner, *keys[:length]) in places.known:
            return places.of(*inner, *keys[:length])
    return origin


def _question_texts(question: Asked) -> Iterator[Found]:
    yield "ask", question.ask, ("ask",)
    if question.explain is not None:
        yield "explain", question.explain, ("explain",)
    if question.error is not None:
        yield "feedback", question.error, ("error",)
    for index, hint in enumerate(question.hints):
        yield "hint", hint, ("hints", index)
    yield from question.texts()


def _guide_texts(guide: Guide) -> Iterator[tuple[Text, tuple[Step, ...]]]:
    yield guide.need, ("need",)
    for index, step in enumerate(guide.plan):
        yield step.do, ("plan", index, "do")
    for index, talk in enumerate(guide.talk):
        yield talk.ask, ("talk", index, "ask")
        yield talk.listen_for, ("talk", index, "listen_for")
    for index, text in enumerate(guide.watch_for):
        yield text, ("watch_for", index)
    for index, item in enumerate(guide.worksheet):
        if item.ask is not None:
            yield item.ask, ("worksheet", index, "ask")
    for key, handout in guide.handouts.items():
        yield handout.title, ("handouts", key, "title")
        for index, card in enumerate(handout.cards):
            yield card, ("handouts", key, "cards", index)


Entry = tuple[str, str, str, Text, tuple[Step, ...]]


def _entry_texts(source: ContentSource) -> Iterator[Entry]:
    for key, term in source.glossary.items():
        yield "glossary", key, "term", term.term, ("term",)
        yield "glossary", key, "gloss", term.says, ("says",)
    for key, fact in source.facts.items():
        yield "facts", key, "fact", fact.says, ("says",)
        if fact.beside is not None:
            yield "facts", key, "fact", fact.beside, ("beside",)
        yield "facts", key, "fact", fact.source.title, ("source", "title")
    for key, flag in source.flags.items():
        yield "flags", key, "option", flag.name, ("name",)
        yield "flags", key, "feedback", flag.why, ("why",)
    for key, role in source.roles.items():
        yield "roles", key, "option", role.name, ("name",)
        yield "roles", key, "feedback", role.why, ("why",)
    for key, specimen in source.specimens.items():
        yield from _specimen_texts(key, specimen)
    yield from _scenes_texts(source)
    yield from _prompt_texts(source)
    yield from _help_texts(source)
    yield from _reference_texts(source)
    for key, name in source.names.items():
        yield "names", key, "name", name, ()


def _prompt_texts(source: ContentSource) -> Iterator[Entry]:
    for key, prompt in source.prompts.items():
        yield "prompts", key, "help", prompt.title, ("title",)
        yield "prompts", key, "help", prompt.ask, ("ask",)
        if prompt.about is not None:
            yield "prompts", key, "help", prompt.about, ("about",)
        for name, texts in (("ours", prompt.ours), ("look_for", prompt.look_for)):
            for index, text in enumerate(texts):
                yield "prompts", key, "help", text, (name, index)


def _help_texts(source: ContentSource) -> Iterator[Entry]:
    for key, helpline in source.helplines.items():
        yield "helplines", key, "help", helpline.says, ("for",)
        if helpline.hours is not None:
            yield "helplines", key, "help", helpline.hours, ("hours",)
    for key, situation in source.situations.items():
        yield "situations", key, "help", situation.title, ("title",)
        for index, step in enumerate(situation.steps):
            yield "situations", key, "help", step, ("steps", index)


def _reference_texts(source: ContentSource) -> Iterator[Entry]:
    for key, page in source.references.items():
        yield "references", key, "title", page.title, ("title",)
        yield "references", key, "help", page.lead, ("lead",)
        for number, section in enumerate(page.sections):
            above: tuple[Step, ...] = ("sections", number)
            yield "references", key, "title", section.title, (*above, "title")
            for index, entry in enumerate(section.entries):
                yield "references", key, "help", entry.name, (*above, "entries", index, "name")
                for at, door in enumerate(entry.doors):
                    yield "references", key, "help", door, (*above, "entries", index, "doors", at)


def _letter_texts(source: ContentSource) -> Iterator[Entry]:
    for key, letter in source.letters.items():
        yield "letters", key, "title", letter.name, ("name",)
        yield "letters", key, "title", letter.subject, ("subject",)
        for index, group in enumerate(letter.groups):
            yield "letters", key, "title", group.title, ("groups", index, "title")
        for index, line in enumerate(letter.to):
            yield "letters", key, "letter", line.says, ("to", index, "says")
        for index, part in enumerate(letter.parts):
            yield from _letter_part_texts(key, part, ("parts", index))
        for index, line in enumerate(letter.after):
            yield "letters", key, "help", line.says, ("after", index, "says")


def _letter_part_texts(key: str, part: LetterPart, above: tuple[Step, ...]) -> Iterator[Entry]:
    if part.name is not None:
        yield "letters", key, "title", part.name, (*above, "name")
    for number, line in enumerate(part.lines):
        yield "letters", key, "letter", line.says, (*above, "lines", number, "says")


def _specimen_texts(key: str, specimen: Specimen) -> Iterator[Entry]:
    for part_key, part in specimen.parts.items():
        yield "specimens", key, "part", part, ("parts", part_key)
        if part.fine is not None:
            yield "specimens", key, "feedback", part.fine, ("parts", part_key, "fine")
    if specimen.tip is not None:
        yield "specimens", key, "feedback", specimen.tip, ("tip",)
    if specimen.title is not None:
        yield "specimens", key, "part", specimen.title, ("title",)


def _scenes_texts(source: ContentSource) -> Iterator[Entry]:
    for key, scene in source.scenes.items():
        yield "scenes", key, "help", scene.title, ("title",)
        yield "scenes", key, "help", scene.lead, ("lead",)
        yield "scenes", key, "part", scene.other, ("other",)
        for at, node in scene.nodes.items():
            for role, text, keys in _moment_texts(node):
                yield "scenes", key, role, text, ("nodes", at, *keys)


def _moment_texts(node: SceneNode) -> Iterator[Found]:
    """What others say is not our voice, and neither is what a player may choose to do."""
    for index, line in enumerate(node.said):
        yield "help" if line.by == "event" else "part", line, ("said", index)
    if node.ask is not None:
        yield "ask", node.ask, ("ask",)
    for key, choice in node.choices.items():
        yield "claim", choice, ("choices", key)
        yield "feedback", choice.then, ("choices", key, "then")
    if node.ending is not None:
        yield "help", node.ending.title, ("ending", "title")
        yield "feedback", node.ending.why, ("ending", "why")
        for index, step in enumerate(node.ending.now):
            yield "help", step, ("ending", "now", index)


def _wording(role: str, text: Text, places: Places, *keys: Step, question: str = "") -> Wording:
    known = ((language, places.known.get((*keys, language))) for language in LANGUAGES)
    where = {language: Place(places.path, *found) if found else places.of(*keys) for language, found in known}
    return Wording(role, text, _passages(role, text, where), question)


def _entry_wording(
    source: ContentSource, kind: str, key: str, role: str, text: Text, keys: tuple[Step, ...]
) -> Wording:
    where = {language: entry_place(source, kind, key, *keys, language) for language in LANGUAGES}
    return Wording(role, text, _passages(role, text, where))


def _passages(role: str, text: Text, where: Mapping[str, Place]) -> dict[str, Passage]:
    return {language: _at(role, text.in_language(language), language, place) for language, place in where.items()}


def _at(role: str, text: str, language: str, at: Place) -> Passage:
    return Passage(without_markup(text), language, role, at.path, ((0, at.line, at.column),), is_exact=False)
