"""What the pages of a round show of one advertisement: its parts, and what became of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from courses.catalog.model.lessons import CitedFact
from courses.catalog.model.schema import Specimen, SpecimenPart
from courses.catalog.model.values.texts import Text
from courses.catalog.published.library import catalog
from courses.catalog.wording import part_reason, part_text, with_names
from courses.exercises.practice.spot_ad.bank import bank, is_flagged, signs_of
from courses.exercises.practice.spot_ad.discernment import ACCUSED, CAUGHT, CLEARED, MISSED
from courses.exercises.practice.spot_ad.round import Call, signs_found

CHANNELS: Mapping[str, Promise] = {
    "sms": _lazy("A text message"),
    "chat": _lazy("A chat"),
    "call": _lazy("A phone call"),
    "app-page": _lazy("A page in an app"),
    "poster": _lazy("A poster"),
    "video": _lazy("A short video"),
    "letter": _lazy("A letter"),
}
ICONS: Mapping[str, str] = {
    "sms": "chat", "chat": "chat", "call": "phone", "app-page": "search", "poster": "flag", "video": "sound",
    "letter": "doc",
}  # fmt: skip
LENDING = frozenset({"lender", "rate", "cost", "principal"})  # roles of parts
FIRST_WORDS = 24
LOOKS: Mapping[str, str] = {"hit": "ok", "missed": "miss", "accused": "no"}
HEADINGS: Mapping[str, Callable[[], str]] = {
    CAUGHT: lambda: _("Right: walk away"),
    MISSED: lambda: _("This one was a trap"),
    ACCUSED: lambda: _("This one was wrongly accused"),
    CLEARED: lambda: _("Right: nothing wrong in it"),
}
LEVELS: Mapping[str, str] = {CAUGHT: "good", MISSED: "bad", ACCUSED: "warn", CLEARED: "good"}


@dataclass(frozen=True, slots=True)
class AdPart:
    """One part, and how it went: "hit", "missed", "accused", or "" where nothing is to be said."""

    key: str
    html: str
    mark: str = ""
    reason: str = ""

    @property
    def look(self) -> str:
        """The CSS class for how the part went."""
        return LOOKS.get(self.mark, "")


@dataclass(frozen=True, slots=True)
class Advert:
    """An advertisement on a page; with `call`, after it was decided."""

    id: str
    specimen: Specimen
    language: str
    call: Call | None = None

    @property
    def kind(self) -> str:
        return str(CHANNELS[self.specimen.channel])

    @property
    def icon_template(self) -> str:
        return f"parts/icons/{ICONS[self.channel]}.html"

    @property
    def channel(self) -> str:
        return self.specimen.channel

    @property
    def title(self) -> str:
        title: Text | None = self.specimen.title
        return with_names(title.in_language(self.language), self.language) if title else ""

    @property
    def parts(self) -> tuple[AdPart, ...]:
        """A reason that holds for several parts is told once."""
        told: set[str] = set()
        shown = []
        for key, part in self.specimen.parts.items():
            one = self._part(key, part)
            is_told = one.reason in told
            told |= {one.reason} - {""}
            shown.append(replace(one, reason=_("For the same reason.")) if is_told else one)
        return tuple(shown)

    def _part(self, key: str, part: SpecimenPart) -> AdPart:
        html = part_text(part, self.language)
        if self.call is None:
            return AdPart(key, html)
        is_marked = key in self.call.marked
        mark = ("hit" if is_marked else "missed") if part.flag else "accused" if is_marked else ""
        return AdPart(key, html, mark, part_reason(part, self.language) if mark or self._explains_all else "")

    @property
    def _explains_all(self) -> bool:
        """Whether it says of every part why it is fine: where the whole was accused."""
        return self.judgement == ACCUSED

    @property
    def judgement(self) -> str:
        return self.call.of(self.specimen) if self.call else ""

    @property
    def heading(self) -> str:
        return HEADINGS[self.judgement]()

    @property
    def level(self) -> str:
        return LEVELS[self.judgement]

    @property
    def counted(self) -> tuple[str, ...]:
        """Sentences that count the signs found, the signs missed and the parts marked by mistake."""
        if self.call is None:
            return ()
        signs, found, wrong = signs_found(self.specimen, self.call)
        if not signs:
            says_so = _("No part of it is a warning sign.")
            return (says_so,) if self.call.walks else ()
        words = [ngettext("It has %(count)s sign.", "It has %(count)s signs.", signs) % {"count": signs}]
        if self.call.walks:
            words.append(_("You marked %(found)s.") % {"found": found})
        if wrong:
            fine = ngettext(
                "%(count)s part that you marked is fine.", "%(count)s parts that you marked are fine.", wrong
            )
            words.append(fine % {"count": wrong})
        return tuple(words)

    @property
    def tip(self) -> Text | None:
        return self.specimen.tip

    @property
    def is_flagged(self) -> bool:
        return is_flagged(self.specimen)

    @property
    def fault(self) -> str:
        """The words for this misjudgement in the list of all of them."""
        return _("Missed") if self.is_flagged else _("Wrongly accused")

    @property
    def offers_money(self) -> bool:
        """Whether it offers a loan: the page then says that finding no fault is no advice."""
        return any(part.role in LENDING for part in self.specimen.parts.values())

    @property
    def name(self) -> str:
        """How a list names it: by its title, else by its channel with its first sign, or its first words."""
        if self.title:
            return self.title
        flags = [catalog().flags[flag].name.in_language(self.language) for flag in signs_of(self.specimen).values()]
        first = next(iter(self.specimen.parts.values())).in_language(self.language)
        says = flags[0] if flags else Truncator(with_names(first, self.language)).chars(FIRST_WORDS)
        colon = _(": ")
        return f"{self.kind}{colon}{says}"

    @property
    def sources(self) -> tuple[CitedFact, ...]:
        """The sources of the reasons, each once."""
        facts, flags = catalog().facts, catalog().flags
        behind_signs = (one for flag in signs_of(self.specimen).values() for one in flags[flag].cites)
        ids = [one for one in dict.fromkeys((*behind_signs, *self.specimen.cites)) if one in facts]
        return tuple(CitedFact(number, key, facts[key]) for number, key in enumerate(ids, 1))


def advert(key: str, language: str, call: Call | None = None) -> Advert:
    return Advert(key, bank()[key], language, call)
