"""Query parameters of the pages that help to reach members; invalid values are ignored."""

from django import forms
from django.conf import settings

from courses.organizations.forms.fields import PlainForm
from courses.organizations.reaching.chat_message import Occasion

BOTH = "both"
GENERAL, EACH = "general", "each"


class MessageForm(PlainForm):
    occasion = forms.ChoiceField(required=False, choices=[(one.value, one.value) for one in Occasion])
    language = forms.ChoiceField(required=False, choices=settings.LANGUAGES)


class SlipsForm(PlainForm):
    whom = forms.ChoiceField(required=False, choices=[(GENERAL, GENERAL), (EACH, EACH)])
    language = forms.ChoiceField(required=False, choices=[*settings.LANGUAGES, (BOTH, BOTH)])
