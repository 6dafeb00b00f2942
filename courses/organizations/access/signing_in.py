"""What is noted of staff at sign-in."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from courses.learning.claims.signing_in import LearnerAdapter
from courses.organizations.access.leading import note_leading


class StaffAdapter(LearnerAdapter):
    """The account pages of a site where some people lead groups."""

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        note_leading(request, user)
        return response
