"""A cache server that is away: every call fails as a refused connection does."""

from typing import Any

from django.core.cache.backends.base import BaseCache


class BrokenCache(BaseCache):
    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(self, *args: Any, **kwargs: Any) -> bool:
        raise ConnectionRefusedError

    get = set = delete = clear = add  # type: ignore[assignment]
