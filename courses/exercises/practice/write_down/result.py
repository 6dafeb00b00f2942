"""The reader's words beside ours: nothing is marked, and what to look for is asked."""

from dataclasses import dataclass

from courses.exercises.practice.write_down.form import WriteDownForm
from courses.languages.known import current_language


@dataclass(frozen=True, slots=True)
class Compared:
    title: str
    ask: str
    about: str
    own: str
    ours: tuple[str, ...]
    look_for: tuple[str, ...]


def compared(form: WriteDownForm) -> Compared:
    language, prompt = current_language(), form.prompt
    assert prompt is not None  # a choice among those there are
    return Compared(
        title=prompt.title.in_language(language),
        ask=prompt.ask.in_language(language),
        about=prompt.about.in_language(language) if prompt.about else "",
        own=form.cleaned_data["own"],
        ours=tuple(one.in_language(language) for one in prompt.ours),
        look_for=tuple(one.in_language(language) for one in prompt.look_for),
    )
