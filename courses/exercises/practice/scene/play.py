"""One moment of a scene as a page shows it, and the addresses of those that its choices lead to."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.catalog.model.lessons import CitedFact
from courses.catalog.model.scenes import Ending, Scene, SceneChoice, SceneNode
from courses.catalog.model.schema import Situation
from courses.catalog.published.library import catalog
from courses.catalog.wording import part_text

SHAPES: Mapping[str, tuple[Promise, str]] = {  # in words, and the icon
    "chat": (_("A chat"), "chat"),
    "message": (_("A message with a link"), "chat"),
    "call": (_("A phone call"), "phone"),
    "face-scan": (_("A face scan"), "search"),
}


@dataclass(frozen=True, slots=True)
class SceneStep:
    """A choice: its words, what comes of it, and its place, "moment.choice"."""

    place: str
    words: str
    then: str


@dataclass(frozen=True, slots=True)
class PlayedLine:
    by: str
    html: str


@dataclass(frozen=True, slots=True)
class Moment:
    """Where the player is; `came_by` is the choice that led here, if any."""

    about: str
    scene: Scene
    at: str
    language: str
    came_by: tuple[str, str] | None = None  # the moment before, and the choice there

    @property
    def node(self) -> SceneNode:
        return self.scene.nodes[self.at]

    @property
    def shape(self) -> Promise:
        return SHAPES[self.scene.shape][0]

    @property
    def icon_template(self) -> str:
        return f"parts/icons/{SHAPES[self.scene.shape][1]}.html"

    @property
    def other(self) -> str:
        return part_text(self.scene.other, self.language)

    @property
    def lines(self) -> tuple[PlayedLine, ...]:
        return tuple(PlayedLine(line.by, part_text(line, self.language)) for line in self.node.said)

    @property
    def ending(self) -> Ending | None:
        return self.node.ending

    @property
    def steps(self) -> tuple[SceneStep, ...]:
        return tuple(self._step(self.at, key, choice) for key, choice in self.node.choices.items())

    @property
    def chosen(self) -> SceneStep | None:
        if self.came_by is None:
            return None
        before, key = self.came_by
        return self._step(before, key, self.scene.nodes[before].choices[key])

    @property
    def others(self) -> tuple[SceneStep, ...]:
        """What else could have been chosen in the moment before."""
        if self.came_by is None:
            return ()
        before, taken = self.came_by
        choices = self.scene.nodes[before].choices
        return tuple(self._step(before, key, choice) for key, choice in choices.items() if key != taken)

    @property
    def before(self) -> str:
        """The moment before this one; "" at the beginning."""
        return self.came_by[0] if self.came_by else ""

    @property
    def help(self) -> Situation | None:
        named = self.ending.help if self.ending else None
        return catalog().situations[named] if named else None

    @property
    def sources(self) -> tuple[CitedFact, ...]:
        facts = catalog().facts
        cites = self.ending.cites if self.ending else ()
        return tuple(CitedFact(number, key, facts[key]) for number, key in enumerate(cites, 1) if key in facts)

    def _step(self, at: str, key: str, choice: SceneChoice) -> SceneStep:
        return SceneStep(f"{at}.{key}", part_text(choice, self.language), part_text(choice.then, self.language))


def moment(about: str, at: str, language: str) -> Moment | None:
    """The moment that an address means: a choice "moment.choice", or a moment itself; the first one for anything
    unknown. None where there is no such scene."""
    scene = catalog().scenes.get(about)
    if scene is None:
        return None
    before, _dot, key = at.partition(".")
    node = scene.nodes.get(before)
    if node is None or (key and key not in node.choices):
        return Moment(about, scene, scene.start, language)
    if not key:
        return Moment(about, scene, before, language)
    return Moment(about, scene, node.choices[key].to, language, (before, key))
