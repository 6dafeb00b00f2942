"""How long what was removed or undone is kept, and so for how long it can be taken back."""

from datetime import timedelta

PLACES_KEPT = timedelta(days=30)
