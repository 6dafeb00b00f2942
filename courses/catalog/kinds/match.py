"""Rows that each belong to one target. `given`: row=target pairs in file order, by commas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from django.utils.translation import gettext as _

from courses.catalog.model.asking import Asked, Found, Mark, NotAChoice, NotRead, ReportLine, SaidFigures, Sent
from courses.catalog.model.choosing import counted_lines, feedback_of
from courses.catalog.model.values.texts import Key, Text

if TYPE_CHECKING:
    from courses.catalog.lint.questions.marking import AskedPlace
    from courses.catalog.wording import Voice


class MatchRow(Text):
    to: Key
    feedback: Text | None = None


class Match(Asked):
    """Rows and their targets."""

    kind: Literal["match"]
    targets: dict[Key, Text]
    rows: dict[Key, MatchRow]

    asks_again: ClassVar[bool] = True
    takes_several: ClassVar[bool] = True
    is_shuffled: ClassVar[bool] = False

    @property
    def choices(self) -> Mapping[str, MatchRow]:
        return self.rows

    @property
    def targets_shown(self) -> Mapping[str, Text]:
        return self.targets

    @property
    def right_given(self) -> str:
        return ",".join(f"{key}={row.to}" for key, row in self.rows.items())

    @property
    def wrong_given(self) -> None:
        return None

    def mark(self, given: str) -> Mark:
        pairs = self.placed(given)
        if set(pairs) != set(self.rows) or not set(pairs.values()) <= set(self.targets):
            raise NotAChoice(given)
        hits = sum(self.verdicts(given).values())
        wrong = next((row for key, row in self.rows.items() if pairs[key] != row.to), None)
        return Mark(wrong is None, wrong.feedback if wrong else None, hits, len(self.rows))

    def verdicts(self, given: str) -> Mapping[str, bool]:
        return {row: target == self.rows[row].to for row, target in self.placed(given).items()}

    def placed(self, given: str) -> Mapping[str, str]:
        return dict(pair.partition("=")[::2] for pair in given.split(","))

    def meaning(self, figures: SaidFigures) -> dict[str, Any]:
        return {
            "choices": self.figures_of_choices(figures),
            "right": {key: row.to for key, row in self.rows.items()},
            "targets": {key: figures(target) for key, target in self.targets.items()},
        }

    def read(self, sent: Sent) -> str:
        chosen = {key: str(sent.get(f"row-{key}", "")) for key in self.rows}
        if not set(chosen.values()) <= set(self.targets):
            raise NotRead(_("Choose an answer for every line"))
        return ",".join(f"{key}={target}" for key, target in chosen.items())

    def fields(self, given: str) -> dict[str, list[str]]:
        return {f"row-{row}": [target] for row, target in self.placed(given).items()}

    def has_field(self, name: str) -> bool:
        return name.startswith("row-")

    def typed(self, key: str, fields: Mapping[str, Sequence[str]]) -> str:
        return "".join(fields.get(f"row-{key}", ()))

    def given_words(self, given: str, voice: Voice) -> tuple[str, ...]:
        pairs = (pair.partition("=")[::2] for pair in given.split(","))
        return tuple(
            self._pair_words(row, target, voice) for row, target in pairs if row in self.rows and target in self.targets
        )

    def right_words(self, voice: Voice) -> tuple[str, ...]:
        return tuple(self._pair_words(key, row.to, voice) for key, row in self.rows.items())

    def _pair_words(self, row: str, target: str, voice: Voice) -> str:
        return f"{voice.part(self.rows[row])} → {voice.inline(self.targets[target])}"

    def place_words(self, place: str, voice: Voice) -> str:
        return voice.inline(self.targets[place]) if place else ""

    def right_place_words(self, key: str, voice: Voice) -> str:
        return voice.inline(self.targets[self.rows[key].to])

    def counted_words(self, given: str) -> str:
        return counted_lines(self.verdicts(given))

    def lines_chosen(self, given: str) -> frozenset[str]:
        pairs = (pair.partition("=")[::2] for pair in given.split(","))
        return frozenset(row for row, target in pairs if row in self.rows and self.rows[row].to == target)

    def report_lines(self, shown: Sequence[str], voice: Voice) -> tuple[ReportLine, ...]:
        return tuple(
            ReportLine(key, voice.part(self.rows[key]), None, self.right_place_words(key, voice)) for key in shown
        )

    def texts(self) -> Iterator[Found]:
        for key, target in self.targets.items():
            yield "target", target, ("targets", key)
        for key, row in self.rows.items():
            yield "claim", row, ("rows", key)
            yield from feedback_of(row.feedback, "rows", key)

    def problems(self, at: AskedPlace) -> None:
        at.alike("rows", self.rows)
        at.alike("targets", self.targets)
        if len(self.rows) < 2 or len(self.targets) < 2:
            reason = f'"{at.key}" has {len(self.rows)} rows and {len(self.targets)} targets. Write at least 2 of each.'
            at.found("Q201", reason)
        for key, row in self.rows.items():
            if row.feedback is None:
                at.no_feedback("row", key, "rows")
            if row.to not in self.targets:
                known = ", ".join(self.targets)
                reason = f'row "{key}" of "{at.key}" leads to "{row.to}", which is no target. Use {known}.'
                at.found("M102", reason, "rows", key, "to")


KIND = Match
