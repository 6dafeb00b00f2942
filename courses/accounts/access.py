"""Who may call a view: every view carries one of these marks, and a test refuses a view without one."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

MARK = "access_rule"


def public(reason: str) -> Callable[[View], View]:
    """Open to everybody; `reason` says why that is right."""

    def mark(view: View) -> View:
        setattr(view, MARK, f"public: {reason}")
        return view

    return mark


def rule_of(view: Callable[..., Any]) -> str | None:
    """The access rule of a view, or None when it has none."""
    return getattr(view, MARK, None)
