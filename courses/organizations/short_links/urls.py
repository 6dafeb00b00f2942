"""Short addresses on paper, without a language; a QR code holds them in capitals."""

from django.urls import re_path

from courses.organizations.joining import cards, views
from courses.organizations.workshops import phone_views

urlpatterns = [
    re_path(r"^[jJ]/?$", views.short, name="short-join"),
    re_path(r"^[jJ]/(?P<code>[^/]{1,60})/?$", views.short, name="short-join-code"),
    re_path(r"^[cC](?:/(?P<token>[^/]{1,60}))?/?$", cards.short_card, name="short-card"),
    re_path(r"^[sS](?:/(?P<code>[^/]{1,60}))?/?$", phone_views.short, name="short-session"),
]
