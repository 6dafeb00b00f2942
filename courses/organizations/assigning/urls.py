"""Addresses of assignments."""

from django.urls import path

from courses.organizations.assigning import days, own_views, views

urlpatterns = [
    path("groups/<int:pk>/assignments/", views.given, name="assignments"),
    path("groups/<int:pk>/assign/", views.choose, name="assign"),
    path("groups/<int:pk>/assign/<slug:course>/", views.assign, name="assign-course"),
    path("groups/<int:pk>/assignments/<int:assignment>/withdraw/", views.withdraw, name="assignment-withdraw"),
    path("groups/<int:pk>/assignments/<int:assignment>/back/", views.give_back, name="assignment-back"),
    path("groups/<int:pk>/assignments/<int:assignment>/day/", days.day, name="assignment-day"),
    path("groups/<int:pk>/assignments/<int:assignment>/day/<slug:day>/", days.day_back, name="assignment-day-back"),
    path("me/groups/reminders/", own_views.reminders, name="reminders"),
]
