"""The site with one page more: a minimal Django page (session, user, one template, three queries) to compare with."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from literacy.urls import urlpatterns as site_urls

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


urlpatterns = [path("yardstick/", yardstick), *site_urls]
handler400 = "literacy.pages.errors.bad_request"
handler404 = "literacy.pages.errors.not_found"
