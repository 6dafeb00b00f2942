"""A clock that tests move: everybody signs in again, as on another day."""

from datetime import timedelta

from django.test import Client

from courses.accounts.models import User
from tests.conftest import NOW, sign_in

A_DAY = timedelta(days=1)


class Clock:
    def __init__(self, moved) -> None:
        self._moved, self.now = moved, NOW
        moved.move_to(NOW, tick=False)

    def later(self, time: timedelta, *people: tuple[Client, User]) -> None:
        self.now += time
        self._moved.move_to(self.now, tick=False)
        for client, person in people:
            client.logout()
            sign_in(client, person)
