"""What of an answer was right, part by part: so that only what was wrong needs to be asked again."""

from collections.abc import Mapping

from courses.catalog.model.questions import Match, Number, Order, Question


def verdicts(question: Question, given: str) -> Mapping[str, bool]:
    """For everything chosen, or put somewhere: whether it was right. `given` is canonical text; empty for a number
    and for what the question does not offer."""
    body = question.body
    try:
        question.mark(given)
    except (ValueError, NotImplementedError):
        return {}
    if isinstance(body, Order):
        return {key: key == right for key, right in zip(given.split(","), body.items, strict=True)}
    if isinstance(body, Match):
        return {row: target == body.rows[row].to for row, target in placed(question, given).items()}
    if isinstance(body, Number):
        return {}
    right_keys = getattr(body, "right_keys", ())
    return {key: key in right_keys for key in given.split(",") if key}


def placed(question: Question, given: str) -> Mapping[str, str]:
    """Where each item or row was put: its place from 1, or the key of its target; empty for other kinds."""
    if isinstance(question.body, Order):
        return {key: str(place) for place, key in enumerate(given.split(","), 1)}
    if isinstance(question.body, Match):
        return dict(pair.partition("=")[::2] for pair in given.split(","))
    return {}
