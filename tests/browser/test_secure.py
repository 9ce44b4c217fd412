"""Over the secure address a tablet opens without the server. The browser trusts the hall's authority as a device does,
through its store of certificates (certutil); nothing here looks away from a certificate that is not trusted."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, expect

from tests import servers
from tests.browser import house
from tests.browser.visits import Visitors, profile, score_field, score_state, type_score

pytestmark = pytest.mark.browser
Served = tuple[servers.Server, house.House, str]
SLUG = "secure"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture
def certutil() -> str:
    found = shutil.which("certutil")
    if found is None:
        why = "certutil is not installed (Debian: apt install libnss3-tools)"
        pytest.fail(why) if os.environ.get("CI") == "true" else pytest.skip(why)
    return found


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """The server, its house, and its secure address."""
    data = tmp_path / "data"
    data.mkdir()
    filled = house.small_house(data, SLUG)
    with servers.running(data, options=("--https",)) as server:
        yield server, filled, f"https://127.0.0.1:{json.loads((data / 'server.json').read_text())['https_port']}"


@pytest.fixture
def trusting(chromium: Browser, certutil: str, served: Served, tmp_path: Path) -> Iterator[Browser]:
    """A browser whose owner has taken the hall's authority in."""
    store = tmp_path / "home" / ".pki" / "nssdb"
    store.mkdir(parents=True)
    authority = served[0].data / "https" / "authority.pem"
    for arguments in (("-N", "--empty-password"), ("-A", "-t", "C,,", "-n", "contest", "-i", str(authority))):
        subprocess.run([certutil, "-d", f"sql:{store}", *arguments], check=True, capture_output=True)
    path = next(found for found in map(shutil.which, CHROMIUM) if found)
    browser = chromium.browser_type.launch(
        executable_path=path, args=["--no-sandbox", "--disable-gpu"], env={**os.environ, "HOME": str(tmp_path / "home")}
    )
    yield browser
    browser.close()


def test_a_device_is_told_whether_it_trusts_the_secure_address(
    chromium: Browser, trusting: Browser, served: Served
) -> None:
    server, _filled, secure = served
    for browser, words in ((chromium, "chưa tin"), (trusting, "Máy này tin")):
        with profile(browser, server.url) as tablet:
            page = tablet.new_page()
            page.goto("/trust")
            expect(page.locator("[data-state]")).to_contain_text(words)
    with profile(chromium, secure) as stranger, pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"):
        stranger.new_page().goto("/healthz")


def test_over_plain_http_the_tablet_says_what_it_cannot_do_and_where_it_can(
    chromium: Browser, served: Served
) -> None:
    server, filled, _secure = served
    with Visitors(chromium, server.url.replace("127.0.0.1", "localhost"), filled).profile((SLUG, "judge-1")) as tablet:
        page = tablet.new_page()
        page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")  # loopback is one
        page.goto(f"/c/{SLUG}/judge-1")
        expect(page.locator(".note a[href='/trust']")).to_be_visible()


def test_a_tablet_opens_without_the_server_goes_on_scoring_and_brings_all_of_it_once(
    trusting: Browser, served: Served
) -> None:
    server, filled, secure = served
    visitors = Visitors(trusting, secure, filled)
    with visitors.profile((SLUG, "organizer")) as office, visitors.profile((SLUG, "judge-1")) as tablet:
        page = tablet.new_page()
        page.goto(f"/c/{SLUG}/judge-1#1")
        type_score(page, 1, "15")
        expect(score_state(page, 1)).to_contain_text("Đã lưu")
        page.wait_for_function("async path => Boolean(await caches.match(path))", arg=f"/c/{SLUG}/judge-1")
        page.wait_for_function("async () => Boolean(await caches.match('/static/js/judge/sheet_view.js'))")
        server.kill()
        page.close()

        page = tablet.new_page()
        page.goto(f"/c/{SLUG}/judge-1#1")
        expect(score_field(page, 1)).to_have_value("15,0")
        type_score(page, 2, "20")
        expect(score_state(page, 2)).to_contain_text("Trên máy này")
        page.reload()
        expect(score_field(page, 2)).to_have_value("20,0")
        expect(score_state(page, 2)).to_contain_text("Trên máy này")

        server.restart()
        expect(score_state(page, 2)).to_contain_text("Đã lưu", timeout=30_000)
        desk = office.new_page()
        desk.goto(f"/c/{SLUG}/desk")
        told = desk.evaluate("path => fetch(path).then((answer) => answer.json())", f"/c/{SLUG}/export")
    [sheet] = told["scoresheets"]
    assert {number: (one["value"], one["revision"]) for number, one in sheet["scores"].items()} == {
        "1": ("15", 1), "2": ("20", 1),
    }  # fmt: skip


def test_a_seat_with_a_new_link_is_no_longer_opened_from_what_was_kept(
    trusting: Browser, served: Served
) -> None:
    server, filled, secure = served
    with Visitors(trusting, secure, filled).profile((SLUG, "judge-1")) as tablet:
        page = tablet.new_page()
        page.goto(f"/c/{SLUG}/judge-1")
        page.wait_for_function("async path => Boolean(await caches.match(path))", arg=f"/c/{SLUG}/judge-1")
        tablet.clear_cookies()
        page.goto(f"/c/{SLUG}/judge-1?again=1")
        expect(page.locator("main.pair")).to_be_visible()
        page.wait_for_function("async path => !(await caches.match(path))", arg=f"/c/{SLUG}/judge-1")


def test_the_worker_has_no_say_over_other_pages(trusting: Browser, served: Served) -> None:
    _server, filled, secure = served
    with Visitors(trusting, secure, filled).profile((SLUG, "judge-1")) as tablet:
        page = tablet.new_page()
        page.goto(f"/c/{SLUG}/judge-1")
        page.wait_for_function("async () => Boolean((await navigator.serviceWorker.ready).active)")
        assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).map((one) => one.scope)") == [
            f"{secure}/c/{SLUG}/judge-"
        ]
        page.goto(f"/c/{SLUG}")
        assert page.evaluate("navigator.serviceWorker.controller") is None


def test_what_was_never_kept_is_waited_for_when_the_wifi_is_slow(trusting: Browser, served: Served) -> None:
    server, filled, secure = served
    assert server.process is not None
    with Visitors(trusting, secure, filled).profile((SLUG, "judge-1")) as tablet:
        page = tablet.new_page()
        page.goto(f"/c/{SLUG}/judge-1")
        page.wait_for_function("async path => Boolean(await caches.match(path))", arg=f"/c/{SLUG}/judge-1")
        server.process.send_signal(signal.SIGSTOP)
        wake = threading.Timer(6, server.process.send_signal, [signal.SIGCONT])  # longer than the worker's patience
        wake.start()
        page.goto(f"/c/{SLUG}/judge-2")
        wake.join()
        expect(page.locator("main.pair")).to_be_visible()
