"""The lists as one site: its addresses, which are few, and its first page, which names them."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.accounts.rate_limits.held_back import CannotBeListedError, held_back
from literacy.pages.operators.guard import for_operators
from literacy.pages.operators.lists import LISTS

THROTTLES = "throttles"


class OperatorSite(AdminSite):
    site_title = site_header = gettext_lazy("For whoever runs this site")
    index_title = gettext_lazy("Lists")
    index_template = "admin/lists.html"
    enable_nav_sidebar = False
    final_catch_all_view = False

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        for one in LISTS:
            self.register(one.of, one)

    def has_permission(self, request: HttpRequest) -> bool:
        return True  # for_operators has looked

    def get_urls(self) -> list[URLPattern]:  # type: ignore[override]
        """Lists only: no page to sign in, to add, change or delete anything, and none about a single row."""
        views = {
            **{one.address: self.get_model_admin(one.of).changelist_view for one in LISTS},
            THROTTLES: self.throttles,
        }
        pages = [path(f"{name}/", for_operators(view, name), name=name) for name, view in views.items()]
        return [path("", for_operators(self.index, "index"), name="index"), *pages]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """What the first page names."""
        titles = {**{one.address: one.title for one in LISTS}, THROTTLES: gettext_lazy("Who is held back")}
        pages = [
            {"name": title, "object_name": name, "admin_url": reverse(f"admin:{name}"), "view_only": True}
            for name, title in titles.items()
        ]
        return [{"name": self.index_title, "app_label": "lists", "app_url": reverse("admin:index"), "models": pages}]

    def get_log_entries(self, request: HttpRequest) -> Sequence[Any]:  # type: ignore[override]
        return ()  # nothing is changed here

    def throttles(self, request: HttpRequest) -> HttpResponse:
        try:
            found = held_back()
        except CannotBeListedError:
            found = None
        context = {**self.each_context(request), "title": _("Who is held back"), "found": found}
        return TemplateResponse(request, "admin/throttles.html", context)
