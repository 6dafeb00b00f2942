"""The list of common passwords: long enough, of passwords that could be typed here, and asked wherever one is set."""

import pytest
from django.contrib.auth.password_validation import CommonPasswordValidator, get_default_password_validators

from courses.accounts.models import User
from tests.accounts.conftest import PASSWORD, sign_in
from tests.repository.common_passwords import ADDRESS

CHINESE_HABITS = ("woaini1314520", "5201314wang", "zhang123456", "1314520woaini", "qwer123456789", "li88888888")


def listed() -> set[str]:
    (asked,) = (one for one in get_default_password_validators() if isinstance(one, CommonPasswordValidator))
    return set(asked.passwords)


def test_list_has_more_than_three_thousand_and_each_could_be_typed_here(settings) -> None:
    least = settings.AUTH_PASSWORD_VALIDATORS[0]["OPTIONS"]["min_length"]

    assert len(listed()) > 20_000
    assert [one for one in listed() if len(one) < least] == []
    assert [one for one in listed() if one != one.strip().lower()] == []


def test_list_names_nobody_whom_django_does_not_name() -> None:
    assert [one for one in listed() - CommonPasswordValidator().passwords if ADDRESS.search(one)] == []


def test_list_holds_what_django_knows_as_far_as_it_is_long_enough() -> None:
    assert {one for one in CommonPasswordValidator().passwords if len(one) >= 10} <= listed()


@pytest.mark.parametrize("password", [*CHINESE_HABITS, "1QAZ2wsx3edc", "qwertyuiop123"])
def test_sign_up_refuses_what_is_tried_first(client, db, password) -> None:
    response = client.post("/en/account/signup/", {"username": "anna", "password1": password})

    assert (response.status_code, User.objects.count()) == (422, 0)
    assert "too common" in response.content.decode()


def test_changing_it_refuses_it_too(client, person) -> None:
    sign_in(client)

    response = client.post("/en/account/password/change/", {"oldpassword": PASSWORD, "password1": CHINESE_HABITS[0]})

    assert (response.status_code, "too common" in response.content.decode()) == (422, True)
