"""Joining and signing in, as a learner wishes to."""

import pytest

from courses.organizations.joining.actions import JoinWish

LATER = pytest.mark.parametrize("days", [1, 25])


def wish(nickname: str) -> JoinWish:
    return JoinWish(nickname=nickname, secret="x", is_under_14=False, shares_earlier=False)
