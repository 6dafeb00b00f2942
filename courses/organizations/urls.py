"""Addresses of organisations and groups; each subject has its own list."""

from django.urls import URLPattern

app_name = "organizations"
urlpatterns: list[URLPattern] = []
