"""Family M, scenes: every moment can be reached, every path ends, and whoever is harmed is told what to do now."""

from collections.abc import Iterator

from courses.catalog.lint.parsing.content import Content
from courses.catalog.lint.parsing.wordings import entry_place
from courses.catalog.model.scenes import Ending, Scene, SceneNode
from courses.catalog.model.values.problems import Problem
from courses.catalog.reading.source import ContentSource, Step

LEAST_CHOICES = 2


def problems(content: Content) -> Iterator[Problem]:
    """M112."""
    for key, scene in content.source.scenes.items():
        yield from _scene(key, scene, content.source)


def _scene(key: str, scene: Scene, source: ContentSource) -> Iterator[Problem]:
    found: list[tuple[tuple[Step, ...], str]] = [*_whole(key, scene)]
    for name, node in scene.nodes.items():
        found += [(("nodes", name), reason) for reason in _of_node(name, node, scene)]
        if node.ending is not None:
            found += [(("nodes", name, "ending"), reason) for reason in _of_ending(name, node.ending, source)]
    for keys, reason in found:
        yield Problem(entry_place(source, "scenes", key, *keys), "M112", reason)


def _whole(key: str, scene: Scene) -> Iterator[tuple[tuple[Step, ...], str]]:
    """What is wrong with the paths, and where."""
    if circle := _circle(scene):
        yield ("nodes", circle), f'a path comes back to "{circle}" and may never end. Lead it on.'
    reached = _reached(scene)
    for name in scene.nodes:
        if name not in reached:
            yield ("nodes", name), f'no choice leads to "{name}". Lead one there, or remove it.'
    kinds = {node.ending.kind for node in scene.nodes.values() if node.ending}
    for kind in ("safe", "harmed"):
        if kind not in kinds:
            yield ("nodes",), f'no path of "{key}" ends {kind}. Write such an ending.'


def _of_node(name: str, node: SceneNode, scene: Scene) -> Iterator[str]:
    if node.ending is not None and (node.choices or node.ask):
        yield f'"{name}" is an ending and asks on. Keep one of the two.'
    if node.ending is None and node.ask is None:
        yield f'"{name}" asks nothing and is no ending. Write ask and choices, or ending.'
    if node.ending is None and len(node.choices) < LEAST_CHOICES:
        yield f'"{name}" has {len(node.choices)} choices. Write at least {LEAST_CHOICES}.'
    for choice in node.choices.values():
        if choice.to not in scene.nodes:
            yield f'a choice of "{name}" leads to "{choice.to}", which is not there. Correct it, or write that moment.'


def _of_ending(name: str, ending: Ending, source: ContentSource) -> Iterator[str]:
    if ending.kind == "harmed" and not (ending.now and ending.help):
        yield f'"{name}" ends harmed and does not say what to do now. Write now, and help with a situation.'
    is_unread = f"situations/{ending.help}" in source.unread
    if ending.help is not None and ending.help not in source.situations and not is_unread:
        yield f'there is no situation "{ending.help}". Use one of: {", ".join(source.situations)}.'


def _reached(scene: Scene) -> set[str]:
    """The moments to which some path leads."""
    reached, waiting = {scene.start}, [scene.start]
    while waiting:
        for choice in scene.nodes[waiting.pop()].choices.values():
            if choice.to in scene.nodes and choice.to not in reached:
                reached.add(choice.to)
                waiting.append(choice.to)
    return reached


def _circle(scene: Scene) -> str:
    """A moment that leads back to itself; "" where every path ends."""
    left = {name: {one.to for one in node.choices.values()} & scene.nodes.keys() for name, node in scene.nodes.items()}
    while ends := [name for name, to in left.items() if not to & left.keys()]:
        for name in ends:
            del left[name]
    return next(iter(left), "")
