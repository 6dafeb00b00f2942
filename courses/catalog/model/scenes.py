"""What a file of content/scenes/ may say: a scene that is played choice by choice, each with its consequence."""

from typing import Literal

from pydantic import Field

from courses.catalog.model.values.texts import Closed, Key, Text


class SpokenLine(Text):
    """One line of the scene: of the other side, of the player, or what happens."""

    by: Literal["them", "you", "event"] = "them"


class SceneChoice(Text):
    """What the player may do; `then` is what comes of it, `to` where the scene goes on."""

    then: Text
    to: Key


class Ending(Closed):
    """How a path ends. Whoever is harmed is told what to do now, and which help it is."""

    kind: Literal["safe", "harmed"]
    title: Text
    why: Text
    now: tuple[Text, ...] = ()
    help: Key | None = None  # a situation of content/help
    cites: tuple[str, ...] = ()


class SceneNode(Closed):
    """One moment: what is said, and then either a question with choices or an ending."""

    said: tuple[SpokenLine, ...] = ()
    ask: Text | None = None
    choices: dict[Key, SceneChoice] = {}
    ending: Ending | None = None


class Scene(Closed):
    """A scene; `other` is who is on the other side, as the phone shows them. It begins at its first moment."""

    shape: Literal["chat", "message", "call", "face-scan"]
    title: Text
    lead: Text
    other: Text
    nodes: dict[Key, SceneNode] = Field(min_length=1)

    @property
    def start(self) -> str:
        return next(iter(self.nodes))
