"""The language of a page belongs to the thread that makes it."""

import threading

from django.utils.translation import get_language, override, trans_real

from tests.repository.programs import PATIENCE


def test_language_chosen_in_one_thread_is_unseen_in_another() -> None:
    seen: dict[str, str | None] = {}
    both_chose = threading.Barrier(2, timeout=PATIENCE)

    def page(language: str) -> None:
        with override(language):
            both_chose.wait()
            seen[language] = get_language()

    threads = [threading.Thread(target=page, args=(language,)) for language in ("zh-hans", "en")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == {"zh-hans": "zh-hans", "en": "en"}


def test_language_of_django_stands_where_this_site_keeps_it() -> None:
    """An update of Django that keeps it elsewhere would make our part useless in silence."""
    assert isinstance(trans_real._active, threading.local)  # type: ignore[attr-defined]
    with override("en"):
        assert trans_real._active.value.to_language() == "en"  # type: ignore[attr-defined]
