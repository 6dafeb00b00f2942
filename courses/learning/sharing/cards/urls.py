"""The address of a lesson's card."""

from django.urls import path

from courses.learning.sharing.cards import views

urlpatterns = [path("learn/<slug:course>/<slug:lesson>/card.png", views.card, name="card")]
