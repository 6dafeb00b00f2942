"""Fills in the form of an exercise with the keyboard alone, stop by stop, and presses its main button."""

from collections.abc import Mapping

from playwright.sync_api import Page

LONGEST_WALK = 160
STOP = """() => {
    const one = document.activeElement;
    const inside = one.tagName === "SUMMARY" ? [...one.parentElement.querySelectorAll("[name]")] : [];
    return {
        tag: one.tagName, type: one.type || "", name: one.name || "", value: one.value || "", checked: !!one.checked,
        isMain: one.matches("button.main"), isOpen: one.tagName === "SUMMARY" && one.parentElement.open,
        holds: inside.map(box => box.name), isInMain: !!one.closest("main"),
    };
}"""
ARRIVED = """() => document.readyState === "complete" && !document.querySelector("#exercise[data-before]")"""


class FormByKeyboard:
    """One form, from its first box to what comes of it."""

    def __init__(self, page: Page, filled: Mapping[str, str]) -> None:
        self.page = page
        self.filled = dict(filled)
        self.open = dict(filled)  # boxes that are still to be filled in

    def work_out(self) -> None:
        """To the result, or to the errors; further boxes that the form brings on the way are filled in as well."""
        self.page.locator("main form [name]:not([type=hidden])").first.focus()
        for _stop in range(LONGEST_WALK):
            stop = self.page.evaluate(STOP)
            if stop["isMain"] or (stop["name"] == "brought" and self._waits_for_more()):
                self._press()
                if not self.open or self.page.locator("main .error-summary, main .verdict").count():
                    return
            elif stop["name"] in self.open:
                self._fill(stop)
            elif stop["tag"] == "SUMMARY" and not stop["isOpen"] and set(stop["holds"]) & set(self.open):
                self.page.keyboard.press("Enter")
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no result after {LONGEST_WALK} stops; not reached: {', '.join(self.open)}")

    def _waits_for_more(self) -> bool:
        """Whether boxes are to be filled in that the form does not have yet."""
        return any(not self.page.locator(f'main form [name="{name}"]').count() for name in self.open)

    def _press(self) -> None:
        self.page.evaluate("document.querySelector('#exercise')?.setAttribute('data-before', '')")
        self.page.keyboard.press("Enter")
        self.page.wait_for_function(ARRIVED)

    def _fill(self, stop: Mapping[str, object]) -> None:
        wanted, keys = self.open.pop(str(stop["name"])), self.page.keyboard
        if stop["type"] == "radio":
            keys.press("Space")
            self._arrow_to(wanted)
        elif stop["type"] == "checkbox":
            keys.press("Space")
        elif stop["tag"] == "SELECT":
            self._arrow_to(wanted)
        elif stop["type"] == "date":
            year, month, day = wanted.split("-")
            keys.type(f"{month}{day}{year}")
        elif stop["type"] == "time":
            hour, minute = (int(part) for part in wanted.split(":"))
            keys.type(f"{hour % 12 or 12:02}{minute:02}{'PM' if hour >= 12 else 'AM'}")
        else:
            keys.insert_text(wanted)

    def _arrow_to(self, wanted: str) -> None:
        for _option in range(20):
            if self.page.evaluate("document.activeElement.value") == wanted:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no option {wanted}")
