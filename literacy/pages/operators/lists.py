"""What operators can look at: organisations, groups, one account whose name they were told, the security log.

Nothing of what anybody learned, answered or typed; no mail addresses; no names of people who were not asked for.
"""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, ClassVar, cast

from django.contrib.admin import ModelAdmin, ShowFacets, SimpleListFilter, display
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import yesno
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from courses.accounts.models import SecurityEvent, User
from courses.accounts.rate_limits.client_addresses import address_of
from courses.accounts.security_log.events import SecurityKind, note
from courses.accounts.security_log.reading import about_person
from courses.accounts.sign_in.adapter import normal_name
from courses.accounts.visitors.visitor import account_of
from courses.organizations.access.staff import has_second_step
from courses.organizations.models import Group, Organization
from courses.organizations.staffing.operating import state_of

STATES: Mapping[str, Promise] = {
    "open": pgettext_lazy("organization", "open"),
    "waiting": pgettext_lazy("organization", "waits for approval"),
    "refused": pgettext_lazy("organization", "refused"),
    "archived": pgettext_lazy("organization", "archived by its owner"),
    "closed": pgettext_lazy("organization", "closed"),
    "deleted": pgettext_lazy("organization", "deleted by its owner"),
}
KINDS: Mapping[str, Promise] = {  # as the reader is told them; commands and logs say the values
    SecurityKind.SIGN_IN: pgettext_lazy("event", "signed in"),
    SecurityKind.SIGN_IN_FAILED: pgettext_lazy("event", "sign-in refused"),
    SecurityKind.SECOND_STEP_FAILED: pgettext_lazy("event", "second step refused"),
    SecurityKind.SECOND_STEP_SET: pgettext_lazy("event", "second step set up"),
    SecurityKind.SECOND_STEP_REMOVED: pgettext_lazy("event", "second step removed"),
    SecurityKind.SECOND_STEP_FREED: pgettext_lazy("event", "second step taken away by whoever runs the site"),
    SecurityKind.PASSWORD_CHANGED: pgettext_lazy("event", "password changed"),
    SecurityKind.ADDRESS_CHANGED: pgettext_lazy("event", "e-mail address changed"),
    SecurityKind.ROLE_CHANGED: pgettext_lazy("event", "role changed"),
    SecurityKind.ORGANIZATION: pgettext_lazy("event", "organization"),
    SecurityKind.LOOK: pgettext_lazy("event", "page about people looked at"),
    SecurityKind.EXPORT: pgettext_lazy("event", "file taken"),
    SecurityKind.ERASED: pgettext_lazy("event", "erased"),
    SecurityKind.THROTTLE_FREED: pgettext_lazy("event", "limit lifted"),
    SecurityKind.KEY_ROTATED: pgettext_lazy("event", "key changed"),
}
Column = Callable[[Any], Any]  # what a row shows in it


def column(title: Promise, value: Column) -> Column:
    """Headed by `title`: names of fields would be English in every language."""

    def shown(one: Any) -> Any:
        return value(one)

    return display(shown, description=cast(str, title))


def _yes_or_no(value: Column) -> Column:
    return lambda one: yesno(value(one))


class ReadOnlyList(ModelAdmin):  # type: ignore[type-arg]
    """Rows of one table, without a page of their own, without actions, and filtered only by what stands beside them."""

    of: ClassVar[type[Model]]
    address: ClassVar[str]
    title: ClassVar[Promise]
    actions = None
    list_display_links = None
    list_per_page = 50
    show_full_result_count = False
    show_facets = ShowFacets.NEVER
    change_list_template = "admin/list.html"

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return True  # for_operators has looked

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    has_change_permission = has_delete_permission = has_add_permission

    def lookup_allowed(self, lookup: str, value: object, request: HttpRequest) -> bool:
        """Allow no filter by an address: it could ask for rows whose password hash begins with given letters."""
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {**(extra_context or {}), "title": self.title})


class OrganizationList(ReadOnlyList):
    of, address, title = Organization, "organizations", _("Organizations")
    ordering = ("pk",)
    list_display = (
        column(pgettext_lazy("heading", "Number"), attrgetter("pk")),
        column(pgettext_lazy("heading", "Name"), attrgetter("name")),
        column(pgettext_lazy("heading", "Place"), attrgetter("place")),
        column(pgettext_lazy("heading", "State"), lambda one: STATES[state_of(one)]),
        column(pgettext_lazy("heading", "Since"), lambda one: timezone.localdate(one.created_at)),
    )


class GroupList(ReadOnlyList):
    of, address, title = Group, "groups", _("Groups")
    ordering = ("pk",)
    list_select_related = ("organization",)
    list_display = (
        column(pgettext_lazy("heading", "Number"), attrgetter("pk")),
        column(pgettext_lazy("heading", "Name"), attrgetter("name")),
        column(pgettext_lazy("heading", "Organization"), lambda one: f"{one.organization_id} {one.organization}"),
        column(pgettext_lazy("heading", "Ends on"), attrgetter("ends_on")),
        column(pgettext_lazy("heading", "Archived"), _yes_or_no(attrgetter("archived_at"))),
    )


class ListByUserName(ReadOnlyList):
    """A list that shows nobody's name until it is searched for one user name; the security log notes each search."""

    search_fields = ("user name",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        if not search_term:
            return self.without_name(queryset), False
        person = User.objects.filter(username=normal_name(search_term)).first()
        if person is None:
            return queryset.none(), False
        note(
            SecurityKind.LOOK, account=person, actor=account_of(request), address=address_of(request),
            about=f"admin: {self.address}", now=timezone.now(),
        )  # fmt: skip
        return self.about(queryset, person), False

    def without_name(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        raise NotImplementedError

    def about(self, rows: QuerySet[Any], person: User) -> QuerySet[Any]:
        raise NotImplementedError


class AccountList(ListByUserName):
    of, address, title = User, "accounts", _("An account, by its user name")
    search_help_text = _("The whole user name, as you were told it. Nobody is listed without one.")
    ordering = ("pk",)
    list_display = (
        column(pgettext_lazy("heading", "Number"), attrgetter("pk")),
        column(_("User name"), attrgetter("username")),
        column(pgettext_lazy("heading", "Since"), lambda one: timezone.localdate(one.date_joined)),
        column(_("Second step"), _yes_or_no(has_second_step)),
        column(pgettext_lazy("heading", "May sign in"), _yes_or_no(attrgetter("is_active"))),
        column(pgettext_lazy("heading", "Runs this site"), _yes_or_no(attrgetter("is_staff"))),
    )

    def without_name(self, rows: QuerySet[User]) -> QuerySet[User]:
        return rows.none()

    def about(self, rows: QuerySet[User], person: User) -> QuerySet[User]:
        return rows.filter(pk=person.pk)


class KindFilter(SimpleListFilter):
    title = pgettext_lazy("heading", "Kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [(one.value, str(KINDS[one])) for one in SecurityKind]

    def queryset(self, request: HttpRequest, queryset: QuerySet[SecurityEvent]) -> QuerySet[SecurityEvent]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


class SecurityLogList(ListByUserName):
    of, address, title = SecurityEvent, "security-log", _("Security log")
    search_help_text = _("The whole user name of an account: what concerns it, or was done by it")
    ordering = ("-pk",)
    list_filter = (KindFilter,)
    list_display = (
        column(_("When"), attrgetter("at")),
        column(pgettext_lazy("heading", "Kind"), lambda one: KINDS.get(one.kind, one.kind)),
        column(_("Account"), attrgetter("account")),
        column(pgettext_lazy("heading", "By"), lambda one: one.actor if one.actor != one.account else ""),
        column(pgettext_lazy("heading", "From"), attrgetter("address")),
        column(_("About"), attrgetter("about")),
    )

    def without_name(self, rows: QuerySet[SecurityEvent]) -> QuerySet[SecurityEvent]:
        return rows

    def about(self, rows: QuerySet[SecurityEvent], person: User) -> QuerySet[SecurityEvent]:
        return about_person(rows, person)


LISTS: tuple[type[ReadOnlyList], ...] = (OrganizationList, GroupList, AccountList, SecurityLogList)
