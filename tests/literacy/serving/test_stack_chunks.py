"""A request's calls lie in one piece of memory, so that no loop in it asks the system for a new one at each turn."""

import sys
from collections.abc import Callable
from resource import RUSAGE_SELF, getrusage
from threading import Thread

import pytest

from literacy.serving.stack_chunks import in_one_chunk

TURNS = 500
DEEPEST = 150  # frames of one call in another: more than one chunk of Python's own holds
MENDED = sys.version_info >= (3, 13)  # by its later patches: python/cpython#142183


def leaf() -> None:
    """Its frame is what may need a new chunk."""


def faults_at(depth: int) -> int:
    """Pages that the system had to give while `leaf` was called TURNS times, from so deep."""
    if depth:
        return faults_at(depth - 1)
    before = getrusage(RUSAGE_SELF).ru_minflt
    for _turn in range(TURNS):
        leaf()
    return getrusage(RUSAGE_SELF).ru_minflt - before


def most_faults() -> int:
    return max(faults_at(depth) for depth in range(DEEPEST))


def in_a_thread(function: Callable[[], int]) -> int:
    """As a server runs it: with a stack that begins there, whatever the tests stand on."""
    found: list[int] = []
    thread = Thread(target=lambda: found.append(function()))
    thread.start()
    thread.join()
    return found[0]


def test_no_depth_asks_for_memory_again_and_again() -> None:
    assert in_a_thread(in_one_chunk(most_faults)) < TURNS / 5


@pytest.mark.skipif(MENDED, reason="later patches of Python keep a chunk themselves")
def test_without_it_some_depth_does() -> None:
    assert in_a_thread(most_faults) >= TURNS


def test_function_is_called_as_it_is() -> None:
    assert in_one_chunk(divmod)(7, 2) == (3, 1)
    assert in_one_chunk(int)("11", base=2) == 3
