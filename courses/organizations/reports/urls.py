"""Addresses of a group's first page, results, totals, and what a learner is shown of them."""

from django.urls import path

from courses.organizations.reports import group_views, own_views, views
from courses.organizations.reports.counts import views as totals_views

urlpatterns = [
    path("groups/<int:pk>/", group_views.group, name="group"),
    path("groups/<int:pk>/results/", views.results, name="results"),
    path("groups/<int:pk>/results/print/", views.on_paper, name="results-print"),
    path("groups/<int:pk>/results/file/<slug:kind>/", views.file, name="results-file"),
    path("groups/<int:pk>/results/people/<int:member>/", views.person, name="person"),
    path("groups/<int:pk>/results/questions/", totals_views.questions, name="questions"),
    path("groups/<int:pk>/results/questions/<slug:lesson>/<slug:question>/", totals_views.plan, name="question-plan"),
    path("groups/<int:pk>/results/gains/", totals_views.gains, name="gains"),
    path("groups/<int:pk>/totals/", totals_views.group, name="group-totals"),
    path("organizations/<int:pk>/totals/", totals_views.organization, name="organization-totals"),
    path("me/groups/<int:place>/seen/", own_views.seen, name="seen"),
]
