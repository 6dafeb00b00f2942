"""Addresses of groups, the people in them, and what is printed for them."""

from django.urls import path

from courses.organizations.groups import aside, assisting, closing, people, prints, views
from courses.organizations.groups.several import views as several_views

urlpatterns = [
    path("groups/", views.index, name="index"),
    path("organizations/<int:pk>/groups/new/", views.new, name="group-new"),
    path("groups/<int:pk>/ready/", views.ready, name="group-ready"),
    path("groups/<int:pk>/edit/", views.edit, name="group-edit"),
    path("groups/<int:pk>/archive/", closing.archive, name="group-archive"),
    path("groups/<int:pk>/restore/", closing.restore, name="group-restore"),
    path("groups/archived/", closing.archived, name="archived"),
    path("groups/<int:pk>/new-code/", closing.renew_code, name="renew-code"),
    path("groups/<int:pk>/codes/", closing.codes, name="codes"),
    path("groups/<int:pk>/codes/<int:former>/use/", closing.use_code, name="code-use"),
    path("groups/<int:pk>/codes/<int:former>/end/", closing.end_code, name="code-end"),
    path("groups/<int:pk>/codes/<int:former>/allow/", closing.allow_code, name="code-allow"),
    path("groups/<int:pk>/let-try-again/", people.let_try_again, name="let-try-again"),
    path("groups/<int:pk>/leads/", views.leads, name="leads"),
    path("groups/<int:pk>/join-sheet/", prints.join_sheet, name="join-sheet"),
    path("groups/<int:pk>/screen/", prints.screen, name="screen"),
    path("groups/<int:pk>/cards/", prints.cards, name="cards"),
    path("groups/<int:pk>/people/", people.people, name="people"),
    path("groups/<int:pk>/set-aside/", aside.set_aside, name="set-aside"),
    path("groups/<int:pk>/people/import/<int:draft>/undo/", aside.undo, name="roster-undo"),
    path("groups/<int:pk>/people/import/<int:draft>/redo/", aside.redo, name="roster-redo"),
    path("groups/<int:pk>/people/several/", several_views.several, name="several"),
    path("groups/<int:pk>/people/several/back/", several_views.take_back, name="several-back"),
    path("groups/<int:pk>/people/several/return/", several_views.move_back, name="several-return"),
    path("groups/<int:pk>/cards/back/", several_views.cards_back, name="cards-back"),
    path("groups/<int:pk>/people/add/", people.add, name="people-add"),
    path("groups/<int:pk>/people/<int:member>/access/", people.access, name="access"),
    path("groups/<int:pk>/people/<int:member>/rename/", people.rename, name="member-rename"),
    path("groups/<int:pk>/people/<int:member>/with-help/", assisting.begin, name="assistance-begin"),
    path("groups/<int:pk>/people/<int:member>/alone/", assisting.end, name="assistance-end"),
    path("groups/<int:pk>/people/<int:member>/remove/", people.remove, name="member-remove"),
    path("groups/<int:pk>/people/<int:member>/take-back/", people.take_back, name="take-back"),
    path("groups/<int:pk>/people/<int:member>/card/", prints.card, name="card-new"),
    path("groups/<int:pk>/people/<int:member>/void-card/", people.void_card, name="card-void"),
    path("groups/<int:pk>/people/<int:member>/card-valid/", people.card_valid, name="card-valid"),
    path("groups/<int:pk>/people/<int:member>/secret/", people.reset_secret, name="secret-reset"),
]
