"""Addresses of action steps."""

from django.urls import path

from courses.learning.planning.steps import views

urlpatterns = [
    path("steps/stop-mail/<str:token>/", views.stop_mail, name="step-stop-mail"),
    path("steps/<slug:course>/<slug:lesson>/", views.step, name="step"),
    path("steps/<slug:course>/<slug:lesson>/choose/", views.choose, name="step-choose"),
    path("steps/<slug:course>/<slug:lesson>/answer/", views.answer, name="step-answer"),
    path("steps/<slug:course>/<slug:lesson>/reason/", views.reason, name="step-reason"),
    path("steps/<slug:course>/<slug:lesson>/mail/", views.mail, name="step-mail"),
]
