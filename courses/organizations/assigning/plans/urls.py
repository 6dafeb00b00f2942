"""Addresses of plans, and of copying a group."""

from django.urls import path

from courses.organizations.assigning.plans import copying_views, views

PLAN = "organizations/<int:pk>/plans/<int:plan>/"
urlpatterns = [
    path("organizations/<int:pk>/plans/", views.plans, name="plans"),
    path("organizations/<int:pk>/plans/new/", views.new, name="plan-new"),
    path(PLAN, views.plan, name="plan"),
    path(f"{PLAN}edit/", views.edit, name="plan-edit"),
    path(f"{PLAN}give/", views.give, name="plan-give"),
    path(f"{PLAN}remove/", views.remove, name="plan-remove"),
    path(f"{PLAN}take-back/", views.take_back, name="plan-take-back"),
    path(f"{PLAN}given/<int:giving>/undo/", views.undo, name="plan-undo"),
    path(f"{PLAN}given/<int:giving>/redo/", views.redo, name="plan-redo"),
    path("groups/<int:pk>/copy/", copying_views.copy, name="group-copy"),
]
