"""A prediction before the explanation: not marked, never stored for a learner. `given`: the option's key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from courses.catalog.model.asking import Asked, Found, ReportLine, Sent
from courses.catalog.model.choosing import read_one
from courses.catalog.model.values.texts import Key, Text

if TYPE_CHECKING:
    from courses.catalog.lint.questions.marking import AskedPlace
    from courses.catalog.wording import Voice


class Guess(Asked):
    """Options, of which none is right or wrong, and what is behind them."""

    kind: Literal["guess"]
    options: dict[Key, Text]
    reveal: Text

    is_marked: ClassVar[bool] = False
    is_one_thing: ClassVar[bool] = True
    is_shuffled: ClassVar[bool] = False

    @property
    def choices(self) -> Mapping[str, Text]:
        return self.options

    @property
    def wrong_given(self) -> None:
        return None

    @property
    def explanation(self) -> Text:
        return self.reveal

    def read(self, sent: Sent) -> str:
        return read_one(self.options, sent)

    def report_lines(self, shown: Sequence[str], voice: Voice) -> tuple[ReportLine, ...]:
        return tuple(ReportLine(key, voice.part(self.options[key]), None) for key in shown)

    def texts(self) -> Iterator[Found]:
        yield "explain", self.reveal, ("reveal",)
        for key, option in self.options.items():
            yield "claim", option, ("options", key)

    def problems(self, at: AskedPlace) -> None:
        at.enough(len(self.options), 2)
        at.alike("options", self.options)


KIND = Guess
