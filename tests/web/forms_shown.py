"""Forms as an organizer sees and sends them: filled in with what was served, base and operation id of their own."""

from __future__ import annotations

import html
import re
import secrets
from html.parser import HTMLParser
from typing import Any

from werkzeug.test import TestResponse

from tests.halls import Hall
from tests.web.visitors import Visitor

BASE = re.compile(r'name="base" value="([0-9]+)"')
CARRIED = ("csrf_token", "op_id", "base")


class Organizer(Visitor):
    """Fills in set-up's forms as they were served."""

    def __init__(self, hall: Hall) -> None:
        super().__init__(hall)
        self.sign_in()

    def step(self, step: str) -> str:
        return html.unescape(self.get(f"/c/{self.hall.slug}/setup/{step}").text)

    def base(self) -> str:
        found = BASE.search(self.step("basics"))
        assert found is not None
        return found[1]

    def fill(self, path: str, base: str | None = None, **fields: Any) -> TestResponse:
        carried = {"op_id": secrets.token_hex(16), "base": base or self.base()}
        place = path if path.startswith("/") else f"/c/{self.hall.slug}/setup/{path}"
        return self.post(place, {**carried, **fields})

    def shown(self, step: str, action: str | None = None) -> dict[str, list[str]]:
        """What a step's form would send if it were saved as shown."""
        page = self.get(f"/c/{self.hall.slug}/setup/{step}").text
        return shown_fields(page, f"/c/{self.hall.slug}/setup/{action or step}")


def said(answer: TestResponse) -> str:
    """What the page tells in alarm; nothing when all went well."""
    found = re.search(r'role="alert">(.*?)</p>', answer.text, re.S)
    return html.unescape(re.sub(r"<[^>]+>", "", found[1])).strip() if found else ""


def shown_fields(page: str, action: str) -> dict[str, list[str]]:
    """The fields of the form with that action, in order: what a browser would send, without what every form carries."""
    reader = _Form(action)
    reader.feed(page)
    assert reader.was_there, action
    return reader.fields


class _Form(HTMLParser):
    def __init__(self, action: str) -> None:
        super().__init__()
        self.action, self.fields = action, dict[str, list[str]]()
        self.is_inside = self.was_there = False
        self.templates = 0
        self.select: str | None = None
        self.area: str | None = None
        self.options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        about = dict(attributes)
        if tag == "form":
            self.is_inside = about.get("action") == self.action
            self.was_there |= self.is_inside
        self.templates += tag == "template"
        if not self.is_inside or self.templates:
            return
        name, value = about.get("name") or "", about.get("value")
        if tag == "input" and name not in CARRIED and "disabled" not in about:
            if about.get("type") not in ("checkbox", "radio") or "checked" in about:
                self._take(name, "on" if value is None else value)
        elif tag == "select":
            self.select, self.options = name, []
        elif tag == "option" and self.select is not None:
            self.options.append((value or "", "selected" in about))
        elif tag == "textarea":
            self.area = name
            self._take(name, "")

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.fields[self.area][-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.templates -= tag == "template"
        if tag == "form":
            self.is_inside = False
        elif tag == "textarea":
            self.area = None
        elif tag == "select" and self.select is not None:
            chosen = [value for value, is_chosen in self.options if is_chosen] or [self.options[0][0]]
            self._take(self.select, chosen[-1])
            self.select = None

    def _take(self, name: str, value: str) -> None:
        self.fields.setdefault(name, []).append(value)
