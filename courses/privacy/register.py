"""Every stored field and what becomes of it; the page, the export and the erasure are all made from this list."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.accounts.models import User

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Table:
    """One table that holds something about a person.

    `owner` is the query path from a row to the learner ("" when the row is the learner). `fields` says what every
    stored field is; those in `secret` are never exported, because whoever finds the file could use them.
    """

    model: str
    title: Words
    purpose: Words
    kept: Words
    seen_by: Words
    owner: str
    fields: Mapping[str, Words]
    secret: frozenset[str] = field(default_factory=frozenset)

    @property
    def model_class(self) -> type[Model]:
        return apps.get_model(self.model)

    def rows_of(self, learner: User) -> QuerySet[Any]:
        """This learner's rows, oldest first."""
        rows = self.model_class._default_manager.all()
        return rows.filter(**{self.owner or "pk": learner.pk}).order_by("pk")


ONLY_YOU = _("Only you")
WITH_YOUR_LEARNING = _("As long as your learning; a guest is erased after 180 days without a visit")
ROW = _("The row’s number")
WHOSE = _("Whose it is")

TABLES = (
    Table(
        model="accounts.User",
        title=_("You, as the site knows you"),
        purpose=_("To find your progress again"),
        kept=_("Until you delete it; a guest is erased after 180 days without a visit"),
        seen_by=ONLY_YOU,
        owner="",
        fields={
            "id": ROW,
            "visitor": _("A fingerprint (SHA-256) of the random cookie in your browser"),
            "username": _("Your user name, if you have an account"),
            "password": _("Your password, as a hash that cannot be turned back"),
            "email": _("Your e-mail address, if you gave one"),
            "last_login": _("When you last signed in"),
            "date_joined": _("When you first answered"),
            "last_active_on": _("The day you were last active"),
            "is_active": _("Whether you may sign in"),
            "is_staff": _("Whether you run this site"),
            "is_superuser": _("Whether you run this site, with all rights"),
            "groups": _("Rights of people who run this site"),
            "user_permissions": _("Single rights of people who run this site"),
        },
        secret=frozenset({"password", "visitor"}),
    ),
    Table(
        model="learning.Answer",
        title=_("Your answers"),
        purpose=_("To show your progress and what to review"),
        kept=WITH_YOUR_LEARNING,
        seen_by=ONLY_YOU,
        owner="learner",
        fields={
            "id": ROW,
            "learner": WHOSE,
            "key": _("The form’s one-time key, so that nothing counts twice"),
            "course": _("The course"),
            "lesson": _("The lesson"),
            "question": _("The question"),
            "version": _("Which wording of the question you saw"),
            "occasion": _("In the lesson, or once more at its end"),
            "given": _("What you chose"),
            "result": _("Right, wrong, or shown on request"),
            "at": _("When"),
        },
    ),
    Table(
        model="learning.LessonProgress",
        title=_("Your lessons"),
        purpose=_("To go on where you were"),
        kept=WITH_YOUR_LEARNING,
        seen_by=ONLY_YOU,
        owner="learner",
        fields={
            "id": ROW,
            "learner": WHOSE,
            "course": _("The course"),
            "lesson": _("The lesson"),
            "opened_at": _("When you first answered in it"),
            "touched_at": _("When you were last in it"),
            "completed_at": _("When you finished it"),
        },
    ),
)

NOT_PERSONAL: Mapping[str, str] = {
    "auth.Permission": "names of rights, the same on every site",
    "auth.Group": "sets of rights, no people",
    "contenttypes.ContentType": "names of tables",
    "sessions.Session": "a random key and the number of the person signed in; gone at sign-out and when it ends",
}


def stored_fields(model: type[Model]) -> set[str]:
    """Names of all fields of `model` that hold something, many-to-many fields included."""
    return {one.name for one in (*model._meta.concrete_fields, *model._meta.many_to_many)}
