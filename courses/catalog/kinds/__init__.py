"""The kinds of question: each is one module here that defines all of its behaviour. They are found by name."""

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Annotated, Any, Union

from pydantic import Field

from courses.catalog.model.asking import Asked

KINDS: dict[str, type[Asked]] = {
    module.name: import_module(f"{__name__}.{module.name}").KIND for module in iter_modules(__path__)
}

if TYPE_CHECKING:
    AnyQuestion = Asked
else:
    AnyQuestion: Any = Annotated[Union[tuple(KINDS.values())], Field(discriminator="kind")]  # noqa: UP007 - made of a list
