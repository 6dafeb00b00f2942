"""Addresses of lessons and of what one learner does in them."""

from django.urls import path

from courses.learning.assisted.urls import urlpatterns as assisted
from courses.learning.claims.urls import urlpatterns as claims
from courses.learning.exams.urls import urlpatterns as exams
from courses.learning.lessons import views
from courses.learning.outcomes.urls import urlpatterns as outcomes
from courses.learning.planning.paths.urls import urlpatterns as paths
from courses.learning.planning.steps.urls import urlpatterns as steps
from courses.learning.practice.ads.urls import urlpatterns as ads
from courses.learning.practice.reviews.urls import urlpatterns as reviews
from courses.learning.sharing.cards.urls import urlpatterns as cards
from courses.learning.sharing.certificates.urls import urlpatterns as certificates
from courses.learning.wellbeing.urls import urlpatterns as wellbeing

app_name = "learning"
urlpatterns = [
    path("learn/<slug:course>/<slug:lesson>/", views.lesson, name="lesson"),
    path("learn/<slug:course>/<slug:lesson>/<int:number>/", views.lesson, name="lesson-step"),
    path("learn/<slug:course>/<slug:lesson>/all/", views.lesson_all, name="lesson-all"),
    path("learn/<slug:course>/<slug:lesson>/go-on/", views.lesson_go_on, name="lesson-go-on"),
    path("learn/<slug:course>/<slug:lesson>/at/<slug:question>/", views.lesson_question, name="lesson-question"),
    path("learn/<slug:course>/<slug:lesson>/questions/<slug:question>/", views.answer, name="answer"),
    path("learn/<slug:course>/<slug:lesson>/questions/<slug:question>/answer/", views.show, name="show"),
    path("learn/<slug:course>/<slug:lesson>/finish/", views.finish, name="finish"),
    path("learn/<slug:course>/<slug:lesson>/guide/", views.guide, name="guide"),
    *ads,
    *assisted,
    *cards,
    *certificates,
    *claims,
    *exams,
    *outcomes,
    *paths,
    *reviews,
    *steps,
    *wellbeing,
]
