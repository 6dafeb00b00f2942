"""What phones in the room open: the question on the wall, one answer without account or name, and the counts."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from courses.accounts.access import public
from courses.accounts.next_page import see_other
from courses.accounts.visits import visit_of
from courses.catalog.model.questions import NotAChoice
from courses.learning.blocks import Typed
from courses.organizations.codes import normal_code
from courses.organizations.models import SessionRun
from courses.organizations.workshops import actions
from courses.organizations.workshops.forms import PhoneAnswerForm, SessionCodeForm
from courses.organizations.workshops.misses import count_miss, too_many
from courses.organizations.workshops.phones import give, new_token, phone_hash, token_of
from courses.organizations.workshops.runs import Wall, has_run, read_phone, read_wall, running_with
from literacy_errors import too_many_requests  # noqa
