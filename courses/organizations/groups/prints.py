"""What a facilitator prints: the join sheet in three sizes, the code for a screen, and sign-in cards."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from courses.accounts.visitors.visitor import account_of
from courses.organizations.access.own_credentials import beyond_group
from courses.organizations.access.staff import for_staff
from courses.organizations.forms.pages import form_key, show
from courses.organizations.forms.zones import today_in
from courses.organizations.groups import members
from courses.organizations.groups.forms import SheetForm
from courses.organizations.groups.people import member_of_group, refused_page
from courses.organizations.groups.reading import with_old_cards
from courses.organizations.groups.views import led_group
from courses.organizations.models import Card, Group, Member
from courses.organizations.short_links.codes import printed_letters
from courses.organizations.short_links.qr import scannable

CARDS_A_SHEET = 10
MOST_CARDS = 500  # that is fifty sheets; the next press prints the next ones
SHOWN_CARDS = "organizations_cards_shown"  # in the session: the key of the form that made the cards


@for_staff("facilitators of the group")
@require_safe
def join_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """A4, two A5 on an A4, or one for the wall. Closed groups have none."""
    group = led_group(request, pk)
    form = SheetForm(request.GET)
    size = (form.cleaned_data["size"] if form.is_valid() else "") or "a4"
    context = {
        "group": group,
        "size": size,
        "sizes": SheetForm.SIZES,
        "copies": range(2 if size == "a5" else 1),
        "qr": scannable(request, "j", group.code),
        "is_open": group.is_open(today_in(group.time_zone, timezone.now())),
    }
    return show(request, "groups/prints/join_sheet.html", context, form=form)


@for_staff("facilitators of the group")
@require_safe
def screen(request: HttpRequest, pk: int) -> HttpResponse:
    """The group's code in large type, for a projector."""
    group = led_group(request, pk)
    is_open = group.is_open(today_in(group.time_zone, timezone.now()))
    context = {"group": group, "qr": scannable(request, "j", group.code), "is_open": is_open}
    return show(request, "groups/prints/screen.html", context)


@for_staff("facilitators of the group")
@require_POST
def cards(request: HttpRequest, pk: int) -> HttpResponse:
    """Print new cards for all members without one or, with `old`, for those whose card has no letters to type.

    They are shown only once: only their hashes are stored.
    """
    group = led_group(request, pk)
    valid_card = Card.objects.filter(member=OuterRef("pk"), voided_at=None)
    without = Member.objects.present().filter(~Exists(valid_card), group=group)
    wanted = with_old_cards(group) if "old" in request.POST else without
    chosen = list(wanted.select_related("learner").by_name()[:MOST_CARDS])
    return print_cards(request, group, chosen)


@for_staff("facilitators of the group")
@require_POST
def card(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """A new card for one person; the old one is void."""
    them = member_of_group(request, pk, member)
    return refused_page(request, them) if beyond_group(them) else print_cards(request, them.group, [them])


def print_cards(request: HttpRequest, group: Group, chosen: Sequence[Member]) -> HttpResponse:
    """Issue and render cards in the response to the form, only once."""
    key = form_key(request)
    was_shown = not key or request.session.get(SHOWN_CARDS) == key
    replaces = not was_shown and Card.objects.filter(member__in=chosen, voided_at=None).exists()
    printed = (
        ()
        if was_shown
        else members.issue_cards(group=group, members=chosen, actor=account_of(request), now=timezone.now())
    )
    if not was_shown:
        request.session[SHOWN_CARDS] = key
    lines = [(one.member, scannable(request, "c", one.token), printed_letters(one.letters)) for one in printed]
    sheets = [lines[start : start + CARDS_A_SHEET] for start in range(0, len(lines), CARDS_A_SHEET)]
    context = {"group": group, "sheets": sheets, "was_shown": was_shown, "replaces": replaces}
    return show(request, "groups/prints/cards.html", context)
