"""Signing up, signing out, and pages about learning."""

from django.test import Client

ASKS, ADDED = "It is not in your account yet.", "The learning from this browser was added to your account."


def pages(lesson) -> tuple[str, ...]:
    place = f"{lesson.course}/{lesson.slug}"
    return ("", "courses/", f"courses/{lesson.course}/", f"learn/{place}/", "me/")


def text(client: Client, page: str, language: str = "en") -> str:
    return client.get(f"/{language}/{page}").content.decode()


def sign_out(client: Client):
    return client.post("/en/account/logout/", follow=True)
