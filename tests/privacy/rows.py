"""Fills every registered table with one row of a person, with a canary in every text that can hold one."""

import itertools
from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Model

from courses.accounts.models import User
from courses.privacy.register import TABLES
from tests.conftest import NOW

CANARY = "canary"
_numbers = itertools.count(1)
_fitting: dict[str, Any] = {  # where a constraint of the table wants more than the field's kind tells
    "learning.StepChoice.after_7": "done",
    "learning.StepChoice.after_30": "",
    "learning.StepChoice.reason": "",
}


def fill(person: User) -> dict[str, Model]:
    """One row of `person` in every table of the register; returns the rows by table."""
    made: dict[str, Model] = {"accounts.User": person}
    for table in TABLES:
        if table.model != "accounts.User":
            made[table.model] = _row(table.model_class, person, made)
    return made


def _row(model: type[Model], person: User, made: dict[str, Model]) -> Model:
    values = {}
    for field in model._meta.concrete_fields:
        if not field.primary_key:
            values[field.name] = _value(model, field, person, made)
    return model._default_manager.create(**values)


def _value(model: type[Model], field: models.Field, person: User, made: dict[str, Model]) -> Any:
    label = f"{model._meta.app_label}.{model.__name__}"
    if f"{label}.{field.name}" in _fitting:
        return _fitting[f"{label}.{field.name}"]
    if isinstance(field, models.ForeignKey):
        return _related(field, person, made)
    if field.choices:
        return field.choices[0][0]
    if field.null and not isinstance(field, models.CharField):
        return None
    return _plain(field)


def _related(field: models.ForeignKey, person: User, made: dict[str, Model]) -> Model | None:
    target = field.related_model
    if target is User and field.one_to_one and field.name == "guest":
        return User.objects.create(visitor=f"{CANARY}-{next(_numbers)}", date_joined=NOW)
    if target is User:
        return person
    if target is field.model and field.null:  # a row of the same table, which there is none of yet
        return None
    label = f"{target._meta.app_label}.{target.__name__}"
    if label not in made:
        made[label] = _row(target, person, made)
    return made[label]


def _plain(field: models.Field) -> Any:
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, models.IntegerField):
        return 1
    if isinstance(field, models.DateTimeField):
        return NOW + timedelta(days=1) if field.name.startswith(("expires", "ends")) else NOW
    if isinstance(field, models.DateField):
        return NOW.date()
    if isinstance(field, models.JSONField):
        return {CANARY: CANARY}
    if isinstance(field, models.EmailField):
        return f"{CANARY}@example.org"
    if isinstance(field, models.GenericIPAddressField):
        return "192.0.2.7"
    length = field.max_length or 40
    number = str(next(_numbers))
    return f"{CANARY}{number.zfill(length - len(CANARY))[-4:]}" if length >= 10 else number.zfill(length)[-length:]
