"""What is stored of a step, and the buttons that store it."""

from courses.learning.models import StepChoice
from tests.learning.planning.steps.presser import Presser

PLACES = ("/en/", "/en/me/")


def stored() -> list[tuple]:
    return list(StepChoice.objects.order_by("pk").values_list())


def buttons(presser: Presser) -> dict[str, dict[str, str]]:
    key = presser.form("Not for me", presser.lesson_page)["key"]
    return {
        "choose": {"key": key, "choice": "will"},
        "answer": {"key": key, "days": "7", "answer": "done"},
        "reason": {"key": key, "reason": "forgot"},
        "mail": {"key": key, "wanted": "yes"},
    }
