"""Addresses of importing names."""

from django.urls import path

from courses.organizations.joining.rosters import views

urlpatterns = [
    path("groups/<int:pk>/people/import/", views.upload, name="roster"),
    path("groups/<int:pk>/people/import/names.csv", views.start_file, {"kind": "csv"}, name="roster-start-csv"),
    path("groups/<int:pk>/people/import/names.xlsx", views.start_file, {"kind": "xlsx"}, name="roster-start-xlsx"),
    path("groups/<int:pk>/people/import/<int:draft>/", views.preview, name="roster-draft"),
    path("groups/<int:pk>/people/import/<int:draft>/run/", views.run, name="roster-run"),
    path("groups/<int:pk>/people/import/<int:draft>/progress/", views.progress, name="roster-progress"),
]
