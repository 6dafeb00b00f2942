"""Looks for garbage seldom: loaded by pytest because a process of the tests holds millions of objects for good.

Python looks through its objects after every 700 new ones. Here that took a fifth of all the work: the tests themselves,
the content and Django stay to the end, and were gone through again and again. What has gone in a circle is still found,
a little later; a file or connection left open is still an error.
"""

import gc

NEW_OBJECTS = 50_000  # after which Python looks among the young ones


def pytest_configure() -> None:
    gc.set_threshold(NEW_OBJECTS)


def pytest_collection_finish() -> None:
    gc.freeze()  # what is there now is never looked through again
