"""Addresses of an organisation's reports."""

from django.urls import path

from courses.organizations.reports.evaluation import views

REPORTS = "organizations/<int:pk>/reports/"

urlpatterns = [
    path(REPORTS, views.overview, name="terms"),
    path(f"{REPORTS}new/", views.make, name="term-make"),
    path(f"{REPORTS}<int:term>/", views.term, name="term"),
    path(f"{REPORTS}<int:term>/close/", views.close, name="term-close"),
    path(f"{REPORTS}<int:term>/open/", views.reopen, name="term-reopen"),
    path(f"{REPORTS}<int:term>/remove/", views.remove, name="term-remove"),
    path(f"{REPORTS}<int:term>/file/<slug:what>/<slug:kind>/", views.file, name="term-file"),
]
