"""The address of a learner's rounds of advertisements."""

from django.urls import path

from courses.learning.practice.ads import views

urlpatterns = [path("learn/ads/", views.ads, name="ads")]
