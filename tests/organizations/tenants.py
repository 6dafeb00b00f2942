"""Every row of an organisation names it, and the same one as the rows it points to: ready for partitions by tenant."""

from collections.abc import Iterator
from functools import cache

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey, Model

from courses.organizations.models import Organization


def tenant_tables() -> list[type[Model]]:
    """Tables whose rows are an organisation's: they lead to it by one reference or several."""
    ours = list(apps.get_app_config("organizations").get_models())
    found: set[type[Model]] = {Organization}
    while more := {one for one in ours if one not in found and found.intersection(_related(one))}:
        found |= more
    return [one for one in ours if one in found - {Organization}]


def _related(model: type[Model]) -> Iterator[type[Model]]:
    return (one.related_model for one in model._meta.concrete_fields if isinstance(one, ForeignKey))


@cache
def _pairs() -> str:
    """One query for all: how many rows name another organisation than the row they point to."""
    tables, asked = tenant_tables(), []
    for model in tables:
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model in tables:
                here, there = model._meta.db_table, field.related_model._meta.db_table
                asked.append(
                    f"SELECT '{model.__name__}.{field.name}', COUNT(*) FROM {here} a JOIN {there} b"
                    f" ON a.{field.column} = b.id WHERE a.organization_id <> b.organization_id"
                )
    return " UNION ALL ".join(asked)


def strangers() -> dict[str, int]:
    """References from a row of one organisation to a row of another one."""
    with connection.cursor() as cursor:
        cursor.execute(_pairs())
        return {name: count for name, count in cursor.fetchall() if count}
