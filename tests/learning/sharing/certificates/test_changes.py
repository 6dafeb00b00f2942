"""Changing what a record shows, re-issuing, revoking, and undoing it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from courses.learning.models import LearningRecord
from tests.learning.sharing.certificates.holder import CANARY, own_key, snapshot

pytestmark = pytest.mark.django_db


def test_change_keeps_the_code_and_shows_what_is_ticked_now(holder, stranger) -> None:
    record = holder.issued(name=CANARY, keeps_name="on", shows_date="on")

    reply = holder.press(record, "change", name="New Name", keeps_name="on", shows_score="on")

    changed = LearningRecord.objects.get()
    assert (reply.status_code, reply["Location"]) == (303, holder.page(record))
    assert (changed.code, changed.name, changed.shows_date, changed.shows_score) == (
        record.code,
        "New Name",
        False,
        True,
    )
    public = stranger.get(f"/en/v/{record.code}/").content.decode()
    assert "New Name" in public
    assert CANARY not in public


def test_change_without_the_tick_forgets_the_name(holder) -> None:
    record = holder.issued(name=CANARY, keeps_name="on")

    holder.press(record, "change", name=CANARY)

    assert (LearningRecord.objects.get().name, LearningRecord.objects.get().shows_name) == ("", False)


def test_new_name_typed_without_the_tick_is_asked_about_and_the_old_one_stays(holder) -> None:
    record = holder.issued(name=CANARY, keeps_name="on")

    reply = holder.press(record, "change", name="New Name")

    assert reply.status_code == 422
    assert LearningRecord.objects.get().name == CANARY


def test_change_that_is_refused_is_422_with_what_was_typed(holder) -> None:
    record = holder.issued()

    reply = holder.press(record, "change", name="x" * 81, keeps_name="on")

    assert reply.status_code == 422
    assert "x" * 81 in reply.content.decode()
    assert "Use at most 80 letters" in reply.content.decode()


def test_reissue_gives_a_new_code_and_ends_the_old_one(holder, stranger) -> None:
    old = holder.issued(name=CANARY, keeps_name="on", shows_score="on")

    reply = holder.press(old, "reissue")

    new = LearningRecord.objects.get(revoked_at=None)
    assert (reply.status_code, reply["Location"]) == (303, f"{holder.page(new)}?new=1")
    assert new.code != old.code
    assert (new.name, new.shows_score, new.right, new.passed_on) == (CANARY, True, old.right, old.passed_on)
    assert stranger.get(f"/en/v/{old.code}/").status_code == 404
    assert stranger.get(f"/en/v/{new.code}/").status_code == 200


def test_reissue_pressed_again_makes_no_third_record(holder) -> None:
    old = holder.issued()
    key = holder.key(holder.page(old))

    places = {holder.press(old, "reissue", key=key)["Location"] for _ in range(2)}
    places.add(holder.press(old, "reissue", key=own_key(holder.client))["Location"])

    assert len(places) == 1
    assert LearningRecord.objects.count() == 2


def test_reissue_again_and_again_leaves_one_valid_code(holder) -> None:
    record = holder.issued()
    for _ in range(3):
        holder.press(record, "reissue")
        record = LearningRecord.objects.order_by("-pk")[0]

    assert LearningRecord.objects.count() == 4
    assert list(LearningRecord.objects.filter(revoked_at=None)) == [record]


def test_undo_of_a_reissue_brings_the_old_code_back_and_ends_the_new_one(holder, stranger) -> None:
    old = holder.issued()
    holder.press(old, "reissue")
    new = LearningRecord.objects.get(revoked_at=None)

    page = holder.text(f"{holder.page(new)}?new=1")
    assert f'action="{holder.page(old, "restore/")}"' in page
    holder.press(old, "restore", key=holder.key(holder.page(new)))

    assert stranger.get(f"/en/v/{old.code}/").status_code == 200
    assert stranger.get(f"/en/v/{new.code}/").status_code == 404


def test_revoked_record_can_be_restored(holder, stranger) -> None:
    record = holder.issued()
    holder.press(record, "revoke")
    page = holder.text(holder.page(record))
    gone = stranger.get(f"/en/v/{record.code}/").status_code

    holder.press(record, "restore")

    assert "Its code does not work any more" in page
    assert record.code[:5] not in page
    assert 'role="img"' not in page
    assert (gone, stranger.get(f"/en/v/{record.code}/").status_code) == (404, 200)
    assert LearningRecord.objects.get().revoked_at is None


def test_record_revoked_by_mistake_is_restored_a_day_later(holder) -> None:
    record = holder.issued()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        holder.press(record, "revoke")
        clock.shift(timedelta(days=1))
        page = holder.text(holder.page(record))
        reply = holder.press(record, "restore")

    assert "Undo" in page
    assert reply.status_code == 303
    assert LearningRecord.objects.get().revoked_at is None


def test_revoking_again_keeps_the_first_time(holder) -> None:
    record = holder.issued()
    holder.press(record, "revoke")
    first = LearningRecord.objects.get().revoked_at

    holder.press(record, "revoke", key=own_key(holder.client))

    assert LearningRecord.objects.get().revoked_at == first


@pytest.mark.parametrize("what", ["reissue", "revoke", "restore"])
def test_press_with_a_foreign_form_changes_nothing(holder, stranger, what) -> None:
    record = holder.issued()
    before = snapshot()

    reply = holder.press(record, what, key=own_key(stranger))

    assert reply.status_code == 422
    assert "opened earlier or by somebody else" in reply.content.decode()
    assert snapshot() == before
