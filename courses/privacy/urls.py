"""Addresses of what is stored about a person, and of taking it away or erasing it."""

from django.urls import path

from courses.privacy import views

app_name = "privacy"
urlpatterns = [
    path("privacy/", views.register, name="register"),
    path("me/data/", views.mine, name="mine"),
    path("me/data/export/", views.export, name="export"),
    path("me/data/delete/", views.delete, name="delete"),
]
