"""The site map where ADMIN is on. These pages stand under no language: a redirect to one would say that they exist."""

from django.contrib.admin import site
from django.urls import path

from literacy.urls import handler400, handler404, handler429, handler500
from literacy.urls import urlpatterns as site_urls

__all__ = ("handler400", "handler404", "handler429", "handler500", "urlpatterns")

urlpatterns = [path("admin/", site.urls), *site_urls]
