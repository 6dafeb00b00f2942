"""Addresses of a person's settings and account; those of signing in stand in allauth_urls.py."""

from django.urls import path

from courses.accounts.own_account import views
from courses.accounts.recovery_sheet import views as recovery_views

app_name = "accounts"
urlpatterns = [
    path("display/", views.display, name="display"),
    path("account/", views.account, name="account"),
    path("account/signed-out/", views.signed_out, name="signed-out"),
    path("account/stay/", views.stay, name="stay"),
    path("account/go-on/", views.go_on, name="go-on"),
    path("account/confirm/", recovery_views.confirm, name="confirm"),
    path("account/recovery-sheet/", recovery_views.sheet, name="sheet"),
    path("account/app-picture/", recovery_views.app_picture, name="app-picture"),
    path("account/recover/", recovery_views.recover, name="recover"),
]
