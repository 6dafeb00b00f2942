"""Forms of joining a group and coming back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.organizations.forms.fields import CodeField, NameField, PlainForm, RadioCards
from courses.organizations.joining.secret_codes import check_secret
from courses.organizations.models import Group

MINE, MINE_SHARED, NOT_MINE = "mine", "mine-shared", "not-mine"
SECRET_HINT = _("At least 6 characters with a letter in it, or 8 digits. Write it down: with it you can come back.")


class JoinCodeForm(PlainForm):
    code = CodeField(
        label=_("Code of the group"),
        help_text=_(
            "It stands on your facilitator’s sheet, like 7K4M-2PXQ. Capitals, spaces and hyphens do not matter."
        ),
        error_messages={"required": _("Enter the code"), "max_length": _("This is too long for a code")},
    )


def secret_field(label: Any, *, is_new: bool) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=SECRET_HINT if is_new else "",
        max_length=200,
        error_messages={
            "required": _("Choose a secret code") if is_new else _("Enter your secret code"),
            "max_length": _("This is too long for a secret code"),
        },
        widget=forms.PasswordInput(
            attrs={"autocomplete": "new-password" if is_new else "current-password", "autocapitalize": "none"}
        ),
    )


def age_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Your age"),
        help_text=_("No date of birth is asked or kept."),
        choices=[("14", _("14 or over")), ("under", _("Under 14"))],
        widget=RadioCards,
        error_messages={"required": _("Select your age")},
    )


def shared_field() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("This is a shared computer"),
        help_text=_("You are signed out after 15 minutes without use."),
        required=False,
    )


class JoinForm(PlainForm):
    """Nickname, secret code and age group.

    `earlier` is asked when this browser has learned before: whether it was theirs, and whether facilitators may see it.
    """

    nickname = NameField(
        label=_("Nickname"),
        help_text=_("Your facilitator sees it. It need not be your real name."),
        error_messages={"required": _("Choose a nickname")},
    )
    secret = secret_field(_("Secret code"), is_new=True)
    age = age_field()
    earlier = forms.ChoiceField(
        label=_("What was learned in this browser before"),
        help_text=_("A facilitator who does not see it cannot give you a new secret code either: write yours down."),
        widget=RadioCards,
        error_messages={"required": _("Select whose it is")},
    )
    shares = forms.BooleanField(label=_("My facilitator may also see what I learned before today"), required=False)
    shared = shared_field()

    def __init__(
        self, *args: Any, needs_secret: bool, has_guest_learning: bool, is_account: bool, is_room: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        earlier = self.fields["earlier"]
        assert isinstance(earlier, forms.ChoiceField)
        earlier.choices = [
            (MINE, _("It is mine. My facilitator does not see it")),
            (MINE_SHARED, _("It is mine, and my facilitator may see it")),
            (NOT_MINE, _("It is not mine")),
        ]
        earlier.initial = None if is_room else MINE
        unasked = {"secret": not needs_secret, "earlier": not has_guest_learning, "shares": not is_account}
        for name, is_unasked in {**unasked, "shared": is_room or is_account}.items():
            if is_unasked:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if "secret" in typed:
            try:
                typed["secret"] = check_secret(typed["secret"], nickname=typed.get("nickname", ""))
            except forms.ValidationError as refused:
                self.add_error("secret", refused)
        return typed


class RoomForm(PlainForm):
    """Asks for the group's code, unless this computer belongs to a `room` whose code is known."""

    code = CodeField(
        label=_("Code of the group"),
        error_messages={"required": _("Enter the code"), "max_length": _("This is too long for a code")},
    )
    shared = shared_field()

    def __init__(self, *args: Any, room: Group | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.room = room
        if room is not None:
            self.fields["code"].widget = forms.HiddenInput()
            self.fields["code"].initial = room.code
            del self.fields["shared"]


class GroupSignInForm(RoomForm):
    nickname = NameField(label=_("Nickname"), error_messages={"required": _("Enter your nickname")})
    secret = secret_field(_("Secret code"), is_new=False)
    field_order = ("code", "nickname", "secret", "shared")

    def __init__(self, *args: Any, room: Group | None, **kwargs: Any) -> None:
        super().__init__(*args, room=room, **kwargs)
        if room is not None:  # no browser of a room offers the names of those who were here
            self.fields["secret"].widget.attrs["autocomplete"] = "off"


class CardCodeForm(RoomForm):
    """The group's code and the letters of a card, for devices without a camera."""

    letters = CodeField(
        label=_("Code of your card"),
        help_text=_("It stands on the card, like 3FHJ-9TTW."),
        error_messages={"required": _("Enter the code of your card"), "max_length": _("This is too long for a code")},
    )
    field_order = ("code", "letters", "shared")


class WelcomeForm(PlainForm):
    """Asked at the first sign-in by card, and after a facilitator has reset the secret code."""

    age = age_field()
    secret = secret_field(_("Your own secret code"), is_new=True)

    def __init__(self, *args: Any, nickname: str, asks_age: bool, must_choose: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nickname = nickname
        if not asks_age:
            del self.fields["age"]
        self.fields["secret"].required = must_choose
        if not must_choose:
            self.fields["secret"].help_text = _("Optional: with it you can sign in without the card.")

    def clean_secret(self) -> str:
        typed = str(self.cleaned_data["secret"])
        return check_secret(typed, nickname=self.nickname) if typed else ""


class CardForm(PlainForm):
    shared = shared_field()
