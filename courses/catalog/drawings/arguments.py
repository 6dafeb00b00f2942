"""Arguments of a drawing as authors write them, name=value: read into typed figures, or refused with what to write."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, StringConstraints, ValidationError

from courses.catalog.drawings.base import Drawing
from courses.catalog.model.facts import Fact
from courses.catalog.model.values.texts import Closed, Text

MOST_INSTALMENTS = 36

Money = Annotated[Decimal, Field(gt=0, le=10_000_000, decimal_places=2, description="an amount like 12000 or 83.33")]
AnyMoney = Annotated[
    Decimal, Field(ge=0, le=10_000_000, decimal_places=2, description="an amount like 12000 or 0, without a sign")
]
Percent = Annotated[Decimal, Field(ge=0, le=1000, decimal_places=4, description="a rate in percent like 18 or 0.6")]
Instalments = Annotated[int, Field(ge=1, le=MOST_INSTALMENTS, description="a whole number from 1 to 36, like 12")]


def parted(value: object) -> object:
    """Split a text at commas; a list is returned unchanged."""
    return tuple(value.split(",")) if isinstance(value, str) else value


def paired(value: object) -> object:
    """Parse a text such as one:10,other:20 into a mapping; a mapping is returned unchanged."""
    if not isinstance(value, str):
        return value
    pairs = [part.split(":") for part in value.split(",")]
    if any(len(pair) != 2 for pair in pairs) or len({pair[0] for pair in pairs}) < len(pairs):
        raise ValueError("each part is an id and a figure with a colon between, and each id stands once")
    return dict(pairs)


Sums = Annotated[dict[str, Money], BeforeValidator(paired)]
Costs = Annotated[dict[str, AnyMoney], BeforeValidator(paired)]  # a sum of 0 is one too


class Words(Closed):
    """Base of what a kind takes from `drawings:` of questions.yaml. `caption` stands in place of the kind's own."""

    caption: Text | None = None


class GivenArguments(Closed):
    """Base of a kind's input: what an own line may say, or an exercise hands over."""

    words: Words | None = None


Shape = TypeVar("Shape", bound=GivenArguments)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgumentKind:
    """A kind of drawing: its input, its words, and how it is drawn in the active language.

    `shows`, `takes` and `example` are its row in docs/authors.md: what it shows, its arguments, and a line of them.
    """

    name: str
    shape: type[GivenArguments]
    draw: Callable[[Any], Drawing]
    shows: str
    takes: str
    example: str
    words: type[Words] = Words
    needs_words: bool = False

    @property
    def arguments(self) -> tuple[str, ...]:
        return tuple(self.shape.model_fields)

    def wanted(self, argument: str) -> str:
        """Describe what an author may write for `argument`."""
        field = self.shape.model_fields[argument]
        described = field.description or next(
            (one.description for one in field.metadata if getattr(one, "description", None)), None
        )
        return described or f"what {self.name} takes; see the table of drawings in docs/authors.md"


class WrongArguments(ValueError):
    """Arguments that do not fit their kind: for each, its name ("" for the whole line) and what to write instead."""

    def __init__(self, reasons: list[tuple[str, str]]) -> None:
        self.reasons = reasons
        super().__init__("; ".join(reason for _, reason in reasons))


def read_arguments(
    kind: ArgumentKind, pairs: tuple[tuple[str, str], ...], words: Words | None, facts: Mapping[str, Fact]
) -> GivenArguments:
    """Check what an author wrote for a drawing of this kind and return it typed. Raises WrongArguments."""
    reasons = _unknown(kind, pairs)
    if kind.needs_words and words is None:
        reasons.append(("words", f"{kind.name} needs words=, an id of the block drawings: in questions.yaml."))
    if reasons:
        raise WrongArguments(reasons)
    values: dict[str, Any] = {name: value for name, value in pairs if name != "words"}
    if words is not None:
        values["words"] = words
    try:
        return kind.shape.model_validate(values, context={"facts": facts})
    except ValidationError as problem:
        raise WrongArguments([_reason(kind, error, values) for error in problem.errors()]) from None


def _unknown(kind: ArgumentKind, pairs: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    met: set[str] = set()
    reasons: list[tuple[str, str]] = []
    for name, _ in pairs:
        if name not in kind.arguments:
            reasons.append((name, f'{kind.name} has no argument "{name}". Use {", ".join(kind.arguments)}.'))
        elif name in met:
            reasons.append((name, f'the argument "{name}" stands here twice. Keep one of the two.'))
        met.add(name)
    return reasons


def _reason(kind: ArgumentKind, error: Any, values: Mapping[str, Any]) -> tuple[str, str]:
    name = str(error["loc"][0]) if error["loc"] else ""
    if error["type"] == "missing":
        return "", f"{kind.name} needs {name}=: {kind.wanted(name)}."
    said = str(error["ctx"]["error"]) if error["type"] == "value_error" else ""
    if not name:
        return "", f"{said}."
    more = f" ({said})" if said else ""
    return name, f'{name} cannot be "{values.get(name, "")}"{more}. Write {kind.wanted(name)}.'


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
