"""Addresses of a group's attendance."""

from django.urls import path

from courses.organizations.groups.attendance import views

SHEET = "groups/<int:pk>/attendance"
MEETING = f"{SHEET}/<int:meeting>"

urlpatterns = [
    path(f"{SHEET}/", views.sheet, name="attendance"),
    path(f"{SHEET}.csv", views.file, name="attendance-file"),
    path(f"{MEETING}/", views.meeting, name="meeting"),
    path(f"{MEETING}/undo/", views.undo, name="meeting-undo"),
    path(f"{MEETING}/remove/", views.remove, name="meeting-remove"),
    path(f"{MEETING}/restore/", views.restore, name="meeting-restore"),
]
