"""axe on a page: what would shut somebody out, one line each."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_axe = Axe()
OPTIONS = {"resultTypes": ["violations"]}


def violations(page: Page) -> list[str]:
    found = _axe.run(page, options=OPTIONS).response["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]
