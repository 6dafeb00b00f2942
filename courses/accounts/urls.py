"""Addresses of a person's settings."""

from django.urls import path

from courses.accounts import views

app_name = "accounts"
urlpatterns = [path("display/", views.display, name="display")]
