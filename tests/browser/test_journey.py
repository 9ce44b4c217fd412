"""From nothing to a published result, as people go through it: set-up link, contest, teams, judges, scores, projector, paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import servers
from tests.browser.house import PASSWORD
from tests.browser.visits import profile, score_field, score_state, type_score

pytestmark = pytest.mark.browser

FIRST_LINK = re.compile(r"http://\S+(/first#\S+)")
ADD_ALL = "[action$='/list'] button[value=save]"
WRONG_LIST = "1; Đội Hoa Mai; Hoa Mai; Xuân về trên mái phố\n2; Đội Hoa Mai; Mai 2; Người giữ lửa\n"
RIGHT_LIST = WRONG_LIST.replace("2; Đội Hoa Mai", "2; Đội Sen Hồng")
# judge -> entry -> scores; the totals are 82 and 84, 86 and 90
SCORES = {1: {1: ("16", "21", "16,5", "12", "16,5"), 2: ("17", "22", "17", "13", "17")},
          2: {1: ("17", "21", "17", "12", "17"), 2: ("18", "23", "18", "13", "18")}}  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    """`contest run` on a folder that nobody used before."""
    with servers.running(tmp_path_factory.mktemp("fresh")) as started:
        yield started


def test_a_contest_from_its_set_up_link_to_its_published_arithmetic(chromium: Browser, server: servers.Server) -> None:
    with (
        profile(chromium, server.url) as office, profile(chromium, server.url) as hall,
        profile(chromium, server.url) as one, profile(chromium, server.url) as other,
    ):  # fmt: skip
        organizer = office.new_page()
        become_first_organizer(organizer, server)
        slug = create_contest(organizer)
        paste_teams(organizer, slug)
        links = judge_links(organizer, slug)

        desk, screen = organizer, hall.new_page()
        open_round(desk, slug)
        screen.goto(f"/c/{slug}/screen/")
        row = screen.locator("[data-entry='2']")
        expect(row).not_to_contain_text("90,00")

        judges = {number: context.new_page() for number, context in ((1, one), (2, other))}
        for number, page in judges.items():
            page.goto(links[number])
            score_by_hand(page, SCORES[number][1][0])
            for entry, scores in SCORES[number].items():
                score_and_sign(page, entry, scores)
        expect(row).to_contain_text("88,00")

        decide(desk)
        read_result(hall.new_page(), slug)


def become_first_organizer(page: Page, server: servers.Server) -> None:
    found = FIRST_LINK.search(server.log())
    assert found, server.log()
    page.goto(found[1])
    page.get_by_label("Tên").fill("Lan")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.locator("form .btn.primary").click()
    page.wait_for_url("**/contests")


def create_contest(page: Page) -> str:
    """From the preset that is offered first, VN-100; walks every step of the set-up. Answers the contest's address."""
    form = page.locator("form[action='/contests/create']")
    form.locator("[name=title]").fill("Hương sắc tháng 3")
    form.locator("[name=judges]").fill("2")
    form.locator(".btn.primary").click()
    page.wait_for_url("**/setup/basics")
    page.locator("[name=date]").fill("2026-03-08")
    for step in ("rounds", "criteria", "teams"):
        page.locator(".setup-foot .primary").click()
        page.wait_for_url(f"**/setup/{step}")
    return page.url.split("/")[-3]


def paste_teams(page: Page, slug: str) -> None:
    """A list with a fault is shown row by row and nothing of it is saved; mended, all of it is."""
    page.locator("[name=text]").fill(WRONG_LIST)
    page.locator("button[value=check]").click()
    expect(page.locator("tr.is-wrong")).to_have_count(1)
    expect(page.locator("tr.is-wrong .fault")).to_contain_text("Dòng 1")
    expect(page.locator(ADD_ALL)).to_have_count(0)
    page.goto(f"/c/{slug}/setup/teams")
    expect(page.locator(".team-row")).to_have_count(0)
    page.locator("[name=text]").fill(RIGHT_LIST)
    page.locator("button[value=check]").click()
    expect(page.locator("tr.is-wrong")).to_have_count(0)
    page.locator(ADD_ALL).click()
    expect(page.locator(".team-row")).to_have_count(2)


def judge_links(page: Page, slug: str) -> dict[int, str]:
    """The links on the sheet to print, by the judge's number."""
    page.locator(".setup-foot .primary").click()
    page.wait_for_url("**/setup/judges")
    page.locator(".setup-aside button.primary").click()
    page.wait_for_url(f"**/c/{slug}/links")
    told = [link.strip() for link in page.locator(".slip-link").all_text_contents()]
    return {number: next(link for link in told if f"/judge-{number}#" in link) for number in (1, 2)}


def open_round(desk: Page, slug: str) -> None:
    """The round opened; the hall may see points and places, chosen knowingly, on the leaderboard."""
    desk.goto(f"/c/{slug}/desk")
    desk.locator("[data-steps] button.primary").click()
    expect(desk.locator("[data-round-said]")).to_contain_text("0")
    desk.locator("[data-curtain=live]").click()
    desk.locator("dialog[open] button[type=submit]").click()
    expect(desk.locator("[data-curtain=live]")).to_have_attribute("aria-pressed", "true")
    desk.locator("[data-scene=leaderboard]").click()


def score_by_hand(page: Page, wanted: str) -> None:
    """The first criterion by rail and steps, as fingers do; it ends on the wanted score."""
    page.locator("[data-act=entry-1]").click()
    rail = page.locator(".rail").first
    rail.focus()
    rail.press("End")
    expect(score_field(page, 1)).to_have_value("20,0")
    expect(score_state(page, 1)).to_contain_text("Đã lưu")
    less = page.locator(".stepper button").first
    for _step in range(round((20 - float(wanted.replace(",", "."))) * 2)):
        less.click()
    expect(score_field(page, 1)).to_have_value(f"{wanted},0")


def score_and_sign(page: Page, entry: int, scores: tuple[str, ...]) -> None:
    page.goto(page.url.split("#")[0] + f"#{entry}")
    expect(page.locator(".entry-number")).to_have_text(str(entry))
    for criterion, score in enumerate(scores, 1):
        type_score(page, criterion, score)
    expect(page.locator(".score .state.saved")).to_have_count(len(scores))
    page.locator("a[data-act=sign]").click()
    page.locator("button.sign.primary").click()
    expect(page.locator(".score .state.signed")).to_have_count(len(scores))


def decide(desk: Page) -> None:
    """Close the round, confirm, publish: each asked once."""
    for _act in ("close", "confirm", "publish"):
        before = desk.locator("[data-round-said]").inner_text()
        desk.locator("[data-steps] button.primary").click()
        desk.locator("dialog[open] button[type=submit]").click()
        expect(desk.locator("dialog[open]")).to_have_count(0)
        if _act != "publish":
            expect(desk.locator("[data-round-said]")).not_to_have_text(before)
    expect(desk.locator("[data-curtain=published]")).to_have_attribute("aria-pressed", "true")


def read_result(page: Page, slug: str) -> None:
    """Anybody reads it, in both languages: who won, with how many points, and how they came about."""
    for lang, points, first, shared in (("vi", "88,00", "Giải Nhất", "Chia cho 2"), ("en", "88.00", "Giải Nhất", "Divided by 2")):
        page.goto(f"/c/{slug}/result?lang={lang}")
        winner = page.locator(".paper-standings tbody tr").first
        for word in ("Đội Sen Hồng", points, first):
            expect(winner).to_contain_text(word)
        why = page.locator(".paper-explained article").first
        for word in ("86", "90", points, shared):
            expect(why).to_contain_text(word)
