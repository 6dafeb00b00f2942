"""What happens to a guest's learning at sign-up (added at once) and sign-in (asked about until answered)."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from courses.accounts.models import User
from courses.accounts.sign_in.adapter import AccountAdapter
from courses.accounts.visitors.guests import guest_behind
from courses.catalog.published.library import catalog
from courses.learning.claims import actions
from courses.learning.claims.offers import offer_of
from courses.learning.claims.waiting import note, note_added


class LearnerAdapter(AccountAdapter):
    """The account pages of a site where people have learned before they sign in."""

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        guest = guest_behind(request)
        is_asked = False
        if guest is not None and offer_of(guest) is not None:
            is_asked = self._meet(request, user, guest, is_new=bool(kwargs.get("signup")))
        note(request, user)
        if is_asked and isinstance(response, HttpResponseRedirect):
            return HttpResponseRedirect(f"{reverse('learning:claim')}?{urlencode({'next': response.url})}")
        return response

    def _meet(self, request: HttpRequest, account: User, guest: User, *, is_new: bool) -> bool:
        """Whether to ask about the guest's learning; an account that was just made takes it over without a question."""
        now = timezone.now()
        if not is_new:
            return actions.offer(account=account, guest=guest, now=now).declined_at is None
        actions.add_guest_learning(account=account, guest=guest, catalog=catalog(), now=now)
        note_added(request.session, now=now)
        return False
