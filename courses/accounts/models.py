"""A person who learns here: often a guest known only by a cookie, sometimes somebody with an account."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin, UserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone


class User(AbstractBaseUser, PermissionsMixin):
    """A guest has a `visitor` hash and no username; an account has a username."""

    username = models.CharField(max_length=150, unique=True, null=True, blank=True)
    email = models.EmailField(blank=True)
    visitor = models.CharField(max_length=64, unique=True, null=True, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now)
    last_active_on = models.DateField(null=True)
    assisted_until = models.DateTimeField(null=True)  # until then somebody else reads out and presses for this person

    objects: ClassVar[UserManager["User"]] = UserManager()  # type: ignore[assignment]

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(username__isnull=False) | Q(visitor__isnull=False),
                name="user_is_account_or_guest",
            ),
        )

    def __str__(self) -> str:
        return self.username or "guest"

    @property
    def is_guest(self) -> bool:
        return self.username is None

    def is_assisted_at(self, now: datetime) -> bool:
        """Whether somebody else reads out and presses for this person in this sitting."""
        return self.assisted_until is not None and now < self.assisted_until


class RecoveryCode(models.Model):
    """One code of a person's recovery sheet. `start` (its first letters) finds it, the rest is hashed and used once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes")
    start = models.CharField(max_length=4)
    secret = models.CharField(max_length=128)
    issued_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "start"], name="recovery_code_start_is_unique"),)

    def __str__(self) -> str:
        return f"issued {self.issued_at:%Y-%m-%d}"


class SecurityEvent(models.Model):
    """One line of the security log. `account` and `actor` are keyed hashes, never links: see security_log/events.py."""

    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=20)
    account = models.CharField(max_length=32, blank=True, db_index=True)
    actor = models.CharField(max_length=32, blank=True)
    address = models.CharField(max_length=45, blank=True)
    about = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind}"
