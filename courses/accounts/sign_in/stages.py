"""A step of signing in: an address must be confirmed, but nobody needs to have one."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage as AllauthStage


class EmailVerificationStage(AllauthStage):  # type: ignore[misc]
    """As allauth's, but an account without an address passes. A sign-up with a known address has no user here: it
    goes the same way as an unknown one."""

    def handle(self) -> tuple[Any, bool]:
        user = self.login.user
        if user is not None and not EmailAddress.objects.filter(user_id=user.pk).exists():
            return None, True
        handled: tuple[Any, bool] = super().handle()
        return handled
