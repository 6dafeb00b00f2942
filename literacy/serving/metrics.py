"""Figures for Prometheus: how many requests of which page, how long they took, what failed; nothing about a person.

Off without METRICS_TOKEN: then this module is never loaded. Workers are processes, so each writes into files of one
folder, and whichever is asked adds them up (prometheus_client's multiprocess mode).
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from secrets import compare_digest
from tempfile import gettempdir
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
