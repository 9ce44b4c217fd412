"""Every page of the house and what stands on it while it is looked at: filled, with a dialog open, with a refusal said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Page, expect

from tests.browser.house import CROWD, CROWDED, DAY, DECIDED, DONE, EARLY, HALL, SCENES
from tests.browser.visits import type_score

Kind = Literal["hands", "office", "phone", "screen"]

SIZES: dict[Kind, tuple[tuple[int, int], ...]] = {
    "hands": ((1180, 820), (820, 1180), (390, 844)),  # a judge's tablet both ways, and a phone
    "office": ((1440, 900), (1280, 720), (820, 1180)),
    "phone": ((360, 740), (390, 844), (1180, 820)),
    "screen": ((1920, 1080), (1024, 768), (1080, 1920)),
}
WRONG_TEAMS = "1; Đội Hoa Mai; Hoa Mai\n2; Đội Hoa Mai; Hoa Mai thứ hai của phường Ỷ La; ; thừa\n"


@dataclass(frozen=True)
class Place:
    """A page: who opens it, where, and what is done there before one looks. `shown` is there once it is drawn."""

    name: str
    kind: Kind
    path: str
    seat: tuple[str, str] | None = None
    shown: str = "main"
    prepare: Callable[[Page], None] | None = None

    def open(self, page: Page) -> None:
        if page.goto(self.path) is None:  # only the fragment is another one: still the same page
            page.reload()
        expect(page.locator(self.shown).first).to_be_visible()
        if self.prepare:
            self.prepare(page)


def _paper_sheet(page: Page) -> None:
    """A sheet with a long team's name open, a number on it that cannot be."""
    page.locator("[data-judge]").fill("5")
    page.locator("[data-entry]").fill("9")
    page.locator("[data-entry]").press("Enter")
    page.locator("#paper-line-1").fill("99")
    page.locator("#paper-line-1").press("Enter")
    expect(page.locator("#paper-line-1-fault")).not_to_be_empty()


def _wrong_password(page: Page) -> None:
    page.locator("[name=name]").fill("Lan")
    page.locator("[name=password]").fill("không phải thế")
    page.locator("button.primary").click()
    expect(page.locator(".fault")).to_be_visible()


def _refused_contest(page: Page) -> None:
    form = page.locator("form[action='/contests/create']")
    form.locator("[name=title]").fill("Hội hoa")
    form.locator("[name=judges]").fill("nhiều")
    form.locator(".btn.primary").click()
    expect(page.locator("[role=alert]")).to_be_visible()


def _wrong_list(page: Page) -> None:
    page.locator("[name=text]").fill(WRONG_TEAMS)
    page.locator("button[value=check]").click()
    expect(page.locator("tr.is-wrong").first).to_be_visible()


def _short_sum(page: Page) -> None:
    page.locator("[name=maximum-0]").first.fill("15")
    page.locator("[name=maximum-0]").first.blur()


def _refused_step(page: Page) -> None:
    page.locator("input[name=time-0]").first.fill("lâu")
    page.locator(".setup-foot .primary").click()
    expect(page.locator(".setup-fault")).to_be_visible()


def _exact_rules(page: Page) -> None:
    """Everything unfolded, a rule of one's own chosen, one special prize begun."""
    page.locator("[name=plain][value=exact]").check()
    page.locator("[name=late][value=exact]").check()
    page.locator(".exact details").evaluate_all("(all) => all.forEach((one) => { one.open = true })")
    page.locator("[name=floors]").check()
    page.locator("button[value=specials-add]").click()
    expect(page.locator(".special-row")).to_have_count(1)


def _judges_part(page: Page) -> None:
    page.locator(".seat-more > summary").first.click()
    page.locator(".part-form details > summary").first.click()
    expect(page.locator(".part-teams").first).to_be_visible()


def _more_rounds(page: Page) -> None:
    page.locator("button[value=add_round]").click()
    expect(page.locator(".go-on")).to_be_visible()


def _more_criterion(page: Page) -> None:
    page.locator(".criterion-more > summary").nth(1).click()


def _edit_team(page: Page) -> None:
    page.locator(".team-acts a").first.click()
    expect(page.locator(".team-edit")).to_be_visible()


def _slip(page: Page) -> None:
    """A card's code with a slip in it."""
    page.locator("[data-ticket]").fill("2345-6789-BCFHJ")
    page.locator("[data-send]").click()
    expect(page.locator("[data-fault]")).to_be_visible()


def _ask_once(page: Page) -> None:
    page.locator("[data-entry='9'] label").click()
    page.locator("[data-send]").click()
    expect(page.locator(".vote-ask")).to_be_visible()


def _asked(opens: str, then: str | None = None) -> Callable[[Page], None]:
    """A dialog of the desk, opened by its button; `then` is pressed inside, and a blank answer is refused."""

    def press(page: Page) -> None:
        page.locator(opens).first.click()
        dialog = page.locator("dialog[open]").last
        expect(dialog).to_be_visible()
        if then:
            dialog.locator(then).first.click()
            form = page.locator("dialog[open] form").last
            form.locator("button[type=submit]").click()
            expect(form.locator(".fault")).not_to_be_empty()

    return press


def _out_of_range(page: Page) -> None:
    type_score(page, 4, "99")
    expect(page.locator("#fault-4")).to_be_visible()


def _settings(page: Page) -> None:
    page.locator("[data-settings]").click()
    expect(page.locator("dialog[open] [role=switch]").first).to_be_visible()


def _keys(page: Page) -> None:
    _settings(page)
    page.locator("[data-keys]").click()
    expect(page.locator("dialog[open] .keys")).to_be_visible()


def _preferring(which: str) -> Callable[[Page], None]:
    """A sheet on a tablet that is set so; set back when the next place is opened, which begins with a full page."""

    def choose(page: Page) -> None:
        page.evaluate("(which) => localStorage.setItem('contest-tablet', JSON.stringify({ [which]: true }))", which)
        page.reload()
        page.evaluate("localStorage.removeItem('contest-tablet')")
        expect(page.locator(f"html[data-{which}] .score").first).to_be_visible()

    return choose


def _versions(page: Page) -> None:
    page.locator(".versions summary").click()
    expect(page.locator(".versions-list li").first).to_be_visible()


def _open_line(page: Page) -> None:
    page.locator(".script-line summary").nth(1).click()


def _only_missing(page: Page) -> None:
    page.locator("[data-act=filter]").click()


ORGANIZER = (DAY, "organizer")
SETUP = f"/c/{EARLY}/setup"
DESK = "[data-rows] tr"

PLACES = (
    Place("home", "phone", "/"),
    Place("sign-in", "phone", "/sign-in", prepare=_wrong_password),
    Place("first", "phone", "/first#none"),
    Place("refused", "phone", "/c/nowhere"),
    Place("pair", "hands", f"/c/{DAY}/judge-1", shown="[data-message] h1"),
    Place("pair-refused", "hands", f"/c/{DAY}/judge-1#old-link", shown="[data-message] h1"),
    Place("contests", "office", "/contests", ORGANIZER, prepare=_refused_contest),
    Place("setup-basics", "office", f"{SETUP}/basics", ORGANIZER),
    Place("setup-rounds", "office", f"{SETUP}/rounds", ORGANIZER, prepare=_refused_step),
    Place("setup-criteria", "office", f"{SETUP}/criteria", ORGANIZER, prepare=_short_sum),
    Place("setup-teams-list", "office", f"{SETUP}/teams", ORGANIZER, prepare=_wrong_list),
    Place("setup-teams", "office", f"/c/{DAY}/setup/teams", ORGANIZER, prepare=_edit_team),
    Place("setup-judges", "office", f"/c/{DAY}/setup/judges", ORGANIZER),
    Place("setup-rules", "office", f"{SETUP}/rules", ORGANIZER),
    Place("setup-rules-exact", "office", f"{SETUP}/rules", ORGANIZER, prepare=_exact_rules),
    Place("setup-rounds-more", "office", f"{SETUP}/rounds", ORGANIZER, prepare=_more_rounds),
    Place("setup-criteria-more", "office", f"{SETUP}/criteria", ORGANIZER, prepare=_more_criterion),
    Place("setup-part", "office", f"/c/{DAY}/setup/judges", ORGANIZER, prepare=_judges_part),
    Place("setup-extras", "office", f"/c/{DAY}/setup/extras", ORGANIZER),
    Place("setup-locked", "office", f"/c/{DAY}/setup/criteria", ORGANIZER),
    Place("setup-review", "office", f"/c/{DAY}/setup/review", ORGANIZER),
    Place("setup-review-open", "office", f"{SETUP}/review", ORGANIZER),
    Place("links", "office", f"/c/{DAY}/links", ORGANIZER),
    Place("desk", "office", f"/c/{DAY}/desk", ORGANIZER, DESK),
    Place("desk-keys", "office", f"/c/{DAY}/desk", ORGANIZER, DESK, _asked("[data-help]")),
    Place("desk-judge", "office", f"/c/{DAY}/desk", ORGANIZER, DESK, _asked("[data-heads] th button:not(.add)")),
    Place("desk-sheet", "office", f"/c/{DAY}/desk", ORGANIZER, DESK, _asked("[data-rows] td button", ".btn-row .danger")),
    Place("desk-entry", "office", f"/c/{DAY}/desk", ORGANIZER, DESK, _asked("[data-rows] th button", ".btn-row .btn")),
    Place("desk-tablets", "office", f"/c/{DAY}/desk", ORGANIZER, DESK, _asked("[data-tablets]")),
    Place("desk-end", "office", f"/c/{DAY}/desk", ORGANIZER, DESK, _asked("[data-steps] button")),
    Place("desk-scorekeeper", "office", f"/c/{DAY}/scorekeeper-1", (DAY, "scorekeeper-1"), DESK),
    Place("desk-early", "office", f"/c/{EARLY}/desk", ORGANIZER, "[data-matrix-empty]"),
    Place("desk-done", "office", f"/c/{DONE}/desk", ORGANIZER, DESK),
    Place("paper", "office", f"/c/{DAY}/paper", ORGANIZER, "[data-judge]"),
    Place("intake", "office", f"/c/{DAY}/intake", (DAY, "scorekeeper-1"), "[data-photos]"),
    Place("paper-sheet", "hands", f"/c/{DAY}/paper", (DAY, "scorekeeper-1"), "[data-judge]", _paper_sheet),
    Place("log", "office", f"/c/{DAY}/log", ORGANIZER),
    Place("result-provisional", "office", f"/c/{DAY}/result", ORGANIZER),
    Place("mirror", "office", f"/c/{DAY}/mirror", ORGANIZER, ".mirror-teams"),
    Place("mirror-done", "office", f"/c/{DONE}/mirror", ORGANIZER, ".mirror-podium"),
    Place("head", "hands", f"/c/{DAY}/judge-2/panel", ORGANIZER, ".head-scores"),
    Place("head-score", "hands", f"/c/{DAY}/judge-2/panel", ORGANIZER, ".head-scores", _asked(".head-score", ".btn-row .danger")),
    Place("judge-list", "hands", f"/c/{DAY}/judge-1", (DAY, "judge-1"), ".entry-list", _only_missing),
    Place("judge-sheet", "hands", f"/c/{DAY}/judge-2#7", (DAY, "judge-2"), ".score", _out_of_range),
    Place("judge-signed", "hands", f"/c/{DAY}/judge-1#1", (DAY, "judge-1"), ".score"),
    Place("judge-long-name", "hands", f"/c/{DAY}/judge-3#9", (DAY, "judge-3"), ".score"),
    Place("judge-settings", "hands", f"/c/{DAY}/judge-2#7", (DAY, "judge-2"), ".score", _settings),
    Place("judge-keys", "hands", f"/c/{DAY}/judge-2#7", (DAY, "judge-2"), ".score", _keys),
    Place("judge-large", "hands", f"/c/{DAY}/judge-2#9", (DAY, "judge-2"), ".score", _preferring("large")),
    Place("judge-left", "hands", f"/c/{DAY}/judge-2#9", (DAY, "judge-2"), ".score", _preferring("left")),
    Place("judge-looking", "hands", f"/c/{DAY}/judge-2#7", (DAY, "judge-2"), ".score", _preferring("looking")),
    Place("judge-versions", "hands", f"/c/{DAY}/judge-1#7", (DAY, "judge-1"), ".score", _versions),
    Place("judge-sign", "hands", f"/c/{DAY}/judge-1#7/sign", (DAY, "judge-1"), ".readback-scores"),
    Place("steward", "phone", f"/c/{DAY}/steward-1", (DAY, "steward-1"), ".team"),
    Place("steward-photos", "phone", f"/c/{DAY}/steward-1#photos", (DAY, "steward-1"), ".photo-tile"),
    Place("steward-photo", "phone", f"/c/{DAY}/steward-1#photo-9", (DAY, "steward-1"), ".photo-item"),
    Place("presenter", "phone", f"/c/{DAY}/presenter-1", (DAY, "presenter-1"), ".order"),
    Place("presenter-awards", "phone", f"/c/{DAY}/presenter-1#awards", (DAY, "presenter-1"), "[data-go]", _asked("[data-go]")),
    Place("presenter-script", "phone", f"/c/{DAY}/presenter#script", ORGANIZER, ".script-line", _open_line),
    Place("judge-early", "hands", f"/c/{EARLY}/judge-1", (EARLY, "judge-1"), ".entries"),
    Place("judge-sample", "hands", f"/c/{EARLY}/judge-1#sample", (EARLY, "judge-1"), ".distances"),
    Place("desk-practice", "office", f"/c/{EARLY}/desk", ORGANIZER, "[data-matrix-empty]", _asked("[data-practice]")),
    Place("audience", "phone", f"/c/{DAY}", shown="[data-standings] li"),
    Place("audience-entries", "phone", f"/c/{DAY}#entries", shown="[data-entries] li"),
    Place("audience-hidden", "phone", f"/c/{EARLY}", shown="[data-standings] h2"),
    Place("audience-voting", "phone", f"/c/{HALL}", shown="[data-vote-call]:not([hidden])"),
    Place("vote", "phone", f"/c/{HALL}/vote", prepare=_slip),
    Place("vote-ask", "phone", f"/c/{HALL}/vote", prepare=_ask_once),
    Place("vote-kiosk", "hands", f"/c/{HALL}/vote?kiosk=1", shown="[data-go]"),
    Place("vote-none", "phone", f"/c/{DAY}/vote", shown="[data-when=none] h2"),
    Place("vote-done", "phone", f"/c/{HALL}/vote?done=1", shown="[data-when=done] h2"),
    Place("setup-ballot", "office", f"/c/{DAY}/setup/ballot", ORGANIZER),
    Place("setup-ballot-begun", "office", f"/c/{HALL}/setup/ballot", ORGANIZER, "#tickets"),
    Place("desk-ballot", "office", f"/c/{HALL}/desk", ORGANIZER, DESK, _asked("[data-ballot-steps] button")),
    Place("audience-done", "phone", f"/c/{DONE}", shown="[data-standings] li"),
    Place("entry", "phone", f"/c/{DAY}/entries/6"),
    Place("entry-done", "phone", f"/c/{DONE}/entries/2", shown=".why"),
    Place("result", "phone", f"/c/{DONE}/result", shown=".paper-explained"),
    *(Place(f"screen-{scene}", "screen", f"/c/{HALL}/screen/{scene}", shown=f"[data-scene={scene}]") for scene in SCENES),
    *(Place(f"screen-{one}-crowd", "screen", f"/c/{CROWD}/screen/{one}", shown=".scene :is(.fig, .vase)") for one in CROWDED),
    *(Place(f"screen-{one}-done", "screen", f"/c/{DONE}/screen/{one}", shown=".scene .fig") for one in DECIDED),
    Place("screen-official", "screen", f"/c/{DONE}/screen/", shown="[data-scene=leaderboard] [data-entry]"),
)  # fmt: skip
