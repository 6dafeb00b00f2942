"""The site with one page more: a minimal Django page (session, user, one template, three queries) to compare with."""

import os
from collections.abc import Callable

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

TEMPLATE = """<!doctype html><html lang="en"><title>Yardstick</title><h1>{{ person.username }}</h1>
<ul>{% for one in people %}<li>{{ one.username }}</li>{% endfor %}</ul></html>"""


def yardstick(request: HttpRequest) -> HttpResponse:
    """Session and user (two queries), a list of people (the third), one template."""
    from django.template import engines

    from courses.accounts.models import User

    people = User.objects.order_by("pk")[:10]
    context = {"person": request.user, "people": people}
    return HttpResponse(engines["django"].from_string(TEMPLATE).render(context, request))


class CountQueries:
    """Says in a header how many queries a request took."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        count = 0

        def counted(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
            nonlocal count
            count += not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(counted):
            response = self.get_response(request)
        response["X-Queries"] = str(count)
        return response


def application_with_yardstick():  # type: ignore[no-untyped-def]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "literacy.settings")
    from django.conf import settings

    settings.ROOT_URLCONF = "tests.load.yardstick"
    settings.MIDDLEWARE = ["tests.load.yardstick.CountQueries", *settings.MIDDLEWARE]
    made = get_wsgi_application()
    from courses.catalog.library import catalog

    catalog()
    return made


urlpatterns = [path("yardstick/", yardstick), path("", include("literacy.urls"))]
handler400 = "literacy.errors.bad_request"
handler404 = "literacy.errors.not_found"

if os.environ.get("SERVE_YARDSTICK"):
    application = application_with_yardstick()
