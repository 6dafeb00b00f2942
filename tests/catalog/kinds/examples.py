"""One question of every kind, as an author writes it, for the tests of the kinds."""

from django.http import QueryDict
from pydantic import TypeAdapter

from courses.catalog.kinds import AnyQuestion
from courses.catalog.model.questions import Question
from courses.catalog.model.values.texts import Text
from courses.catalog.published.versions import earlier_of, version_of

SINGLE = {
    "kind": "single", "ask": {"en": "Which?", "zh-hans": "哪个？"},
    "options": {
        "a": {"right": True, "en": "A", "zh-hans": "甲"},
        "b": {"en": "B", "zh-hans": "乙", "feedback": {"en": "Not B.", "zh-hans": "不是乙。"}},
        "c": {"en": "C", "zh-hans": "丙", "feedback": {"en": "Not C.", "zh-hans": "不是丙。"}},
        "d": {"en": "D", "zh-hans": "丁", "feedback": {"en": "Not D.", "zh-hans": "不是丁。"}},
    },
}  # fmt: skip
MULTIPLE = {
    **SINGLE, "kind": "multiple",
    "options": {**SINGLE["options"], "b": {"right": True, "en": "B", "zh-hans": "乙"}},
}  # fmt: skip
NUMBER = {
    "kind": "number", "ask": {"en": "How much?", "zh-hans": "多少？"}, "answer": "18.25", "accept": ["17.75", "18.75"],
    "unit": {"en": "%", "zh-hans": "%"},
    "common_wrong": [{"at": "0.6", "feedback": {"en": "That is a month.", "zh-hans": "这是一个月。"}}],
    "otherwise": {"en": "Try again.", "zh-hans": "再试。"},
}  # fmt: skip
ORDER = {
    "kind": "order", "ask": {"en": "Order?", "zh-hans": "先后？"},
    "items": {
        key: {"en": key, "zh-hans": key, "feedback": {"en": f"{key} is elsewhere.", "zh-hans": f"{key} 不在这里。"}}
        for key in ("a", "b", "c", "d")
    },
}  # fmt: skip
MATCH = {
    "kind": "match", "ask": {"en": "Whose?", "zh-hans": "谁的？"},
    "targets": {key: {"en": key, "zh-hans": key} for key in ("bank", "app", "none")},
    "rows": {
        "a": {"to": "bank", "en": "A", "zh-hans": "甲", "feedback": {"en": "Look at A.", "zh-hans": "看甲。"}},
        "b": {"to": "app", "en": "B", "zh-hans": "乙", "feedback": {"en": "Look at B.", "zh-hans": "看乙。"}},
    },
}  # fmt: skip
GUESS = {
    "kind": "guess", "ask": {"en": "Guess?", "zh-hans": "猜？"}, "reveal": {"en": "A.", "zh-hans": "甲。"},
    "options": {"a": {"en": "A", "zh-hans": "甲"}, "b": {"en": "B", "zh-hans": "乙"}},
}  # fmt: skip


def marking(flags: int, clean: int, **more: int) -> dict[str, object]:
    """A text with `flags` parts to mark (f1, f2 …) and `clean` others (c1, c2 …)."""
    parts: dict[str, object] = {f"f{n}": {"flag": "pay-first", "en": "x", "zh-hans": "x"} for n in range(1, flags + 1)}
    parts |= {f"c{n}": {"role": "lender", "en": "x", "zh-hans": "x"} for n in range(1, clean + 1)}
    return {"kind": "mark", "ask": {"en": "Mark.", "zh-hans": "标出。"}, "channel": "sms", "parts": parts, **more}


def question(data: object) -> Question:
    body = TypeAdapter[AnyQuestion](AnyQuestion).validate_python(data)
    return Question("q", "fair-price", "ask-first", body, (), version_of(body), earlier_of(body))


def text(english: str, chinese: str) -> Text:
    return Text.model_validate({"en": english, "zh-hans": chinese})


def sent(question: Question, given: str) -> str:
    """The answer that a form with the fields of `given` is read as."""
    form = QueryDict(mutable=True)
    for name, values in question.body.fields(given).items():
        form.setlist(name, values)
    return question.body.read(form)
