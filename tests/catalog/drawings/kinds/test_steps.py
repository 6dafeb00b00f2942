"""Steps: doors in the author's order, each with its number."""

import pytest
from pydantic import ValidationError

from courses.catalog.drawings.kinds.steps import KIND, StepsDrawing, StepsWords
from courses.catalog.drawings.registry import drawn


def step(en: str, zh: str, note: str = "", notiz: str = "") -> dict[str, object]:
    more = {"note": {"en": note, "zh-hans": notiz}} if note else {}
    return {"name": {"en": en, "zh-hans": zh}, **more}


DOORS = {
    "steps": {
        "lender": step(
            "The lender’s own complaints line", "贷款人自己的投诉电话", "note the day and the name", "记下日期和姓名"
        ),
        "regulator": step("The regulator’s hotline", "监管热线", "if no answer came", "没有答复再打"),
        "court": step("Mediation, then court", "先调解，再上法院"),
    }
}
EXAMPLES = (StepsDrawing(words=StepsWords.model_validate(DOORS)),)


def test_steps_are_numbered_in_the_order_of_the_file() -> None:
    drawing = drawn(KIND, EXAMPLES[0], "zh-hans")

    assert drawing.table.rows == (
        ("1", "贷款人自己的投诉电话", "记下日期和姓名"),
        ("2", "监管热线", "没有答复再打"),
        ("3", "先调解，再上法院", "–"),
    )
    assert drawing.caption == "一步一步来，一共 3 步"


def test_a_path_of_one_step_is_none() -> None:
    with pytest.raises(ValidationError):
        StepsWords.model_validate({"steps": {"court": DOORS["steps"]["court"]}})
