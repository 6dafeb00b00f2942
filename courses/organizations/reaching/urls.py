"""Addresses of the pages from which a facilitator reaches people."""

from django.urls import path

from courses.organizations.reaching import views

urlpatterns = [
    path("groups/<int:pk>/reach/", views.reach, name="reach"),
    path("groups/<int:pk>/reach/call-list/", views.call_list, name="call-list"),
    path("groups/<int:pk>/reach/slips/", views.slips, name="slips"),
]
