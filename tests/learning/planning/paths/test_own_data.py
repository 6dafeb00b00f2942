"""What a path stores is the learner's: in the export, erased with the rest, aged out with the guest."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.conf import settings

from courses.accounts.models import User
from courses.learning.models import LearningPath
from courses.privacy.retention import age_out
from tests.conftest import NOW
from tests.learning.planning.paths.walker import Walker, asked

pytestmark = pytest.mark.django_db


def exported(client) -> list[dict]:
    packed = client.post("/en/me/data/export/").content
    return json.loads(zipfile.ZipFile(io.BytesIO(packed)).read("data.json"))["tables"]["learning.LearningPath"]


def test_export_says_what_was_said_and_chosen_and_how_it_went_once_the_path_is_made(client) -> None:
    walker = Walker(client)
    path = walker.begun("late", "month")
    walker.wrong(1)

    (open_row,) = exported(client)
    assert (open_row["goals"], open_row["results"]) == (["late", "month"], "")
    assert open_row["given"]["1"] == walker.path.given["1"]
    assert open_row["drawn"] == path.drawn

    walker.press("make", 2)

    (made,) = exported(client)
    assert made["results"] == {"1": "wrong"}
    assert made["given"]["1"][1] == asked(path, 1).version


def test_page_about_stored_data_names_the_paths(client) -> None:
    Walker(client).made("late")

    page = client.get("/en/me/data/").content.decode()
    assert "Your paths" in page
    assert "What you said matters to you" in page
    assert "你说眼下要紧的事" in client.get("/zh-hans/me/data/").content.decode()


def test_erasing_takes_the_paths_along(client) -> None:
    Walker(client).made("late")
    Walker(client).begun("month")

    assert client.post("/en/me/data/delete/", {"sure": "on"}).status_code == 200

    assert (LearningPath.objects.count(), User.objects.count()) == (0, 0)


def test_path_goes_with_a_guest_who_does_not_come_back(guest, guest_client) -> None:
    Walker(guest_client).made("late")
    User.objects.update(last_active_on=NOW.date())

    age_out(now=NOW + timedelta(days=settings.GUEST_DAYS))
    assert LearningPath.objects.count() == 1

    age_out(now=NOW + timedelta(days=settings.GUEST_DAYS + 1))
    assert LearningPath.objects.count() == 0


def test_making_a_path_is_use_of_the_site(guest, guest_client) -> None:
    User.objects.update(last_active_on=None)

    Walker(guest_client).made("late")

    assert User.objects.get().last_active_on is not None
