"""Which words each weight of source allows: a text may sound no stronger than the weakest source that it names."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from courses.catalog.language_rules.registry import RULES
from courses.catalog.lint.evidence.weights import problems, too_strong_for
from courses.catalog.model.facts import Weight
from courses.catalog.model.values.problems import Place, Problem
from courses.catalog.model.values.texts import Text

LAW = {Weight.LAW, Weight.REGULATION}
BINDING = LAW | {Weight.RULE}
WORDS = {  # weights that allow them, and the words
    "unlawful": (LAW, "That is unlawful.", "这是违法的。"),
    "by law": (LAW, "By law it is shown.", "法律规定写明。"),
    "must": (BINDING, "They must show it.", "应当写明。"),
    "may not": (BINDING, "They may not hide it.", "不得隐藏。"),
    "regulator": (BINDING, "The regulator requires it.", "监管部门要求写明。"),
    "court": (LAW | {Weight.COURT}, "A court will not enforce it.", "法院不予支持。"),
    "standard": (BINDING | {Weight.STANDARD}, "The standard requires it.", "标准要求写明。"),
    "usual": (set(Weight), "It is usually shown.", "通常会写明。"),
}
PLAIN = {"en": "It is shown.", "zh-hans": "会写明。"}


def is_refused(words: dict[str, str], *weights: Weight) -> bool:
    facts = {f"F-{number}": SimpleNamespace(weight=weight) for number, weight in enumerate(weights)}
    found = list(
        too_strong_for(Text.model_validate(words), facts, SimpleNamespace(facts=facts), Place("letters.yaml", 1))
    )
    assert {problem.code for problem in found} <= {"S509"}
    return bool(found)


@pytest.mark.parametrize("weight", Weight)
@pytest.mark.parametrize("words", WORDS)
def test_words_are_allowed_by_their_weights_and_no_other(words, weight) -> None:
    enough, english, chinese = WORDS[words]

    for changed in ({"en": english}, {"zh-hans": chinese}):
        assert is_refused({**PLAIN, **changed}, weight) == (weight not in enough)


@pytest.mark.parametrize("weights", [(Weight.LAW, Weight.WARNING), (Weight.WARNING, Weight.LAW)])
def test_weakest_of_several_sources_decides(weights) -> None:
    assert is_refused({**PLAIN, "en": "They must show it."}, *weights)


def test_text_without_a_source_may_sound_like_practice() -> None:
    assert is_refused({**PLAIN, "en": "The standard requires it."})
    assert not is_refused(PLAIN)


@pytest.mark.parametrize("weight", Weight)
def test_only_practice_may_report_what_others_say(weight) -> None:
    said = {"en": "It is reported that it is unlawful.", "zh-hans": "据报道，这是违法的。"}

    assert is_refused(said, weight) == (weight not in LAW | {Weight.PRACTICE})


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_weight_has_words_to_say_instead(language) -> None:
    assert set(RULES[language].says_instead) == set(Weight)


# ---- in lessons


def found_in(text: str, *cited: tuple[str, int], language: str = "en", **weights: Weight) -> list[Problem]:
    """What is said of a paragraph that cites facts of these weights, each at an offset."""
    passage = SimpleNamespace(text=text, language=language, place=lambda offset: Place("en.md", 1, offset))
    block = SimpleNamespace(passage=passage, facts=[SimpleNamespace(target=fact, offset=at) for fact, at in cited])
    facts = {fact: SimpleNamespace(weight=weight) for fact, weight in weights.items()}
    lesson = SimpleNamespace(pages={language: SimpleNamespace(blocks=[block])})
    return list(problems(SimpleNamespace(lessons=[lesson], source=SimpleNamespace(facts=facts, letters={}))))


STRONG = "It costs. They must show it."
END = len(STRONG)


def test_word_that_is_too_strong_is_reported_where_it_stands() -> None:
    (found,) = found_in(STRONG, ("A", END), A=Weight.WARNING)

    assert (found.code, found.place.column) == ("S509", STRONG.find("must"))


@pytest.mark.parametrize("weights", [(Weight.LAW, Weight.WARNING), (Weight.WARNING, Weight.LAW)])
def test_sentence_that_cites_two_facts_is_reported_once_with_the_weaker(weights) -> None:
    first, second = weights

    (found,) = found_in(STRONG, ("A", END), ("B", END), A=first, B=second)

    weaker = "A" if first is Weight.WARNING else "B"
    assert f'"must" is stronger than {weaker}, a source of the class "warning"' in found.message


def test_each_sentence_that_is_too_strong_is_reported() -> None:
    text = "They must ask. They must tell."

    found = found_in(text, ("A", len("They must ask.")), ("A", len(text)), A=Weight.WARNING)

    assert [one.place.column for one in found] == [text.find("must"), text.rfind("must")]


def test_fact_that_is_not_there_decides_nothing() -> None:
    assert found_in(STRONG, ("gone", END)) == []
    assert found_in(STRONG, ("gone", END), ("A", END), A=Weight.LAW) == []


def test_language_without_a_table_of_words_refuses_none(monkeypatch) -> None:
    monkeypatch.setitem(RULES, "xx", replace(RULES["en"], claims={}, says_instead={}))

    assert found_in(STRONG, ("A", END), language="xx", A=Weight.WARNING) == []
    assert found_in(STRONG, ("A", END), A=Weight.WARNING)


def test_long_text_is_quoted_by_its_beginning() -> None:
    says = f"They must show it{' and all that belongs to it' * 4}."
    text = Text.model_validate({**PLAIN, "en": says})

    (found,) = too_strong_for(text, [], SimpleNamespace(facts={}), Place("letters.yaml", 1))

    assert f'in "{says[:60]}" is' in found.message
