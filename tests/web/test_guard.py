"""The doors of the house: who may open which page, what every answer carries, and that no form works without its token."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from werkzeug.routing import Rule

from contest import access
from contest.actions import panel, setup
from contest.store.database import driver
from tests.halls import ORGANIZER, Hall, open_hall
from tests.web.visitors import Visitor

ROLES = ("public", "judge", "head_judge", "scorekeeper", "steward", "presenter", "stranger", "revoked", "organizer")
STAFF = {"scorekeeper", "organizer"}
EVERYBODY = set(ROLES)

# page -> who gets it; written apart from access.PAGES, so that a slip there is seen here
OPEN_TO: dict[str, set[str]] = {
    **dict.fromkeys(
        ("static", "words", "operations.healthz", "operations.readyz",
         "seats.sign_in", "seats.first", "seats.organizer_link", "screens.home", "trust.trust",
         "screens.audience", "screens.accent", "screens.screen", "screens.public_qr", "screens.vote_qr", "screens.screen_qr",
         "screens.seat", "screens.judge_worker",
         "seats.standing", "seats.move", "documents.entry", "ballot.vote",
         "api.contests", "api.contest", "api.standings", "api.countdown", "api.reveal", "api.entry", "api.now", "api.openapi"),
        EVERYBODY,
    ),
    **dict.fromkeys(
        ("documents.result", "documents.result_csv", "documents.log", "intake.intake",
         "paper.paper", "paper.paper_file", "paper.paper_sheet"),
        STAFF,
    ),
    "photos.picture": set(),  # there is none with this name
    "setup.logo": set(),  # there is none with this name
    "sound.recording": set(),  # there is none for this call
    "trust.authority": set(),  # not there without --https
    "setup.tickets_file": set(),  # not there without a ballot
    "screens.panel": {"head_judge", "organizer"},
    "documents.mirror": {"head_judge", "organizer"},
    **dict.fromkeys(
        ("photos.all_photos", "operations.metrics", "sound.settings",
         "presenter.presenter",
         "screens.desk", "screens.qr", "screens.link", "documents.export", "setup.contests", "setup.start", "setup.basics",
         "setup.rounds", "setup.criteria", "setup.teams", "setup.judges", "setup.links", "setup.rules", "setup.extras",
         "setup.ballot", "setup.review"),
        {"organizer"},
    ),
}
FOR_ANYBODY_TO_SEND = {
    "seats.sign_in_post", "seats.first_post", "seats.organizer_pair", "seats.sign_out", "seats.pair", "ballot.vote_post",
}
FOR_STAFF_TO_SEND = {"intake.read_parcel", "intake.take_parcel", "intake.read_photo"}


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with open_hall(tmp_path_factory.mktemp("hall")) as opened:
        yield opened


@pytest.fixture(scope="module")
def other(hall: Hall) -> str:
    """The slug of a second contest in the same house."""
    fields = {"title": "Hội thi khác", "preset": "vn100", "language": "vi", "judges": 3}
    made: str = hall.parts.door.perform(setup.create_contest, ORGANIZER, None, fields)["slug"]
    return made


@pytest.fixture(scope="module")
def visitors(hall: Hall, other: str) -> dict[str, Visitor]:
    """One browser per role. `stranger` is a scorekeeper of the other contest, `revoked` had seats here until renewal."""
    found = {role: Visitor(hall) for role in ROLES}
    for seat in ("judge-2", "scorekeeper-1"):
        assert found["revoked"].pair(seat).status_code == 200
        hall.act(panel.renew_link, seat=seat)
    assert found["judge"].pair("judge-1").status_code == 200
    hall.act(panel.change_judge, judge=3, head=True)
    assert found["head_judge"].pair("judge-3").status_code == 200
    for role in ("steward", "presenter"):
        hall.act(panel.add_helper, role=role, name=f"Người {role}")
    for role in access.HELPERS:
        assert found[role].pair(f"{role}-1").status_code == 200
    assert found["stranger"].pair("scorekeeper-1", slug=other).status_code == 200
    assert found["organizer"].sign_in().status_code == 200
    return found


def _rules(hall: Hall, method: str) -> list[Rule]:
    return [rule for rule in hall.app.url_map.iter_rules() if method in (rule.methods or ())]


def _path(hall: Hall, rule: Rule) -> str:
    """An address of this rule that exists."""
    there: dict[str, Any] = {
        "slug": hall.slug, "seat": "judge-1", "screen": "hall", "number": 1, "entry": 1, "judge": 1, "language": "vi",
        "filename": "icon.svg", "photo": "0" * 32, "size": 480, "call": 300, "whose": "own", "logo": "0" * 32,
    }
    with hall.app.test_request_context():
        return hall.app.url_map.bind("localhost").build(rule.endpoint, {name: there[name] for name in rule.arguments})


def _rows(hall: Hall) -> list[str]:
    """Every row of every table as text."""
    with closing(driver().connect(hall.parts.settings.data / "contest.db")) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [str(row) for name in tables for row in (name, *connection.execute(f'SELECT * FROM "{name}"'))]


def test_every_endpoint_stands_in_the_table_and_nothing_else_does(hall: Hall) -> None:
    assert set(access.PAGES) == {rule.endpoint for rule in hall.app.url_map.iter_rules()}


def test_the_matrix_here_knows_every_page(hall: Hall) -> None:
    assert set(OPEN_TO) == {rule.endpoint for rule in _rules(hall, "GET")}


def test_an_undeclared_page_is_nobodys(tmp_path: Path) -> None:
    with open_hall(tmp_path) as fresh:
        fresh.app.add_url_rule("/forgotten", "forgotten", lambda: "told")
        organizer = Visitor(fresh)
        organizer.sign_in()
        answer = organizer.get("/forgotten")
        assert answer.status_code == 403
        assert "told" not in answer.text


@pytest.mark.parametrize("role", ROLES)
def test_a_page_opens_for_its_roles_only(hall: Hall, visitors: dict[str, Visitor], role: str) -> None:
    wrong = []
    for rule in _rules(hall, "GET"):
        answer = visitors[role].get(_path(hall, rule))
        to_sign_in = answer.status_code == 302 and answer.headers["Location"] == "/sign-in"
        opened = answer.status_code == 200 or (answer.status_code in (302, 303) and not to_sign_in)
        if opened != (role in OPEN_TO[rule.endpoint]) or not (opened or to_sign_in or 400 <= answer.status_code < 500):
            wrong.append((rule.endpoint, answer.status_code))
    assert not wrong


@pytest.mark.parametrize("role", sorted(EVERYBODY - {"organizer"}))
def test_a_form_of_the_organizer_does_nothing_for_others(hall: Hall, visitors: dict[str, Visitor], role: str) -> None:
    before, let_in = _rows(hall), []
    for rule in _rules(hall, "POST"):
        if rule.endpoint not in FOR_ANYBODY_TO_SEND and not (role == "scorekeeper" and rule.endpoint in FOR_STAFF_TO_SEND):
            answer = visitors[role].post(_path(hall, rule), {"name": "Kẻ lạ", "title": "x", "op_id": "0" * 32})
            if answer.status_code not in (401, 403):
                let_in.append((rule.endpoint, answer.status_code))
    assert not let_in
    assert _rows(hall) == before


def test_a_seats_page_is_its_holders_only(hall: Hall, visitors: dict[str, Visitor]) -> None:
    for role, visitor in visitors.items():
        assert ('"exchange"' in visitor.get(f"/c/{hall.slug}/judge-1").text) == (role != "judge")


def test_a_result_that_is_not_official_is_not_told_to_the_public(hall: Hall, visitors: dict[str, Visitor]) -> None:
    for path in ("result", "result.csv"):
        assert "Hoa Mai" not in visitors["public"].get(f"/c/{hall.slug}/{path}").text


@pytest.mark.parametrize("role", ["public", "organizer"])
def test_no_form_works_without_its_token(hall: Hall, visitors: dict[str, Visitor], role: str) -> None:
    before = _rows(hall)
    for rule in _rules(hall, "POST"):
        for told in ({"data": {"name": "Kẻ lạ", "op_id": "0" * 32}}, {"json": {"secret": "x"}}):
            for headers in ({}, {"X-CSRFToken": "forged"}, {"X-CSRFToken": Visitor(hall).token()}):
                answer = visitors[role].open(_path(hall, rule), "POST", headers=headers, **told)
                assert answer.status_code == 400 or (role, answer.status_code) == ("public", 401), rule.endpoint
    assert _rows(hall) == before


def _everything(hall: Hall, visitor: Visitor) -> Iterator[tuple[str, Any]]:
    """An answer of every endpoint and method, and of addresses that are none."""
    for method in ("GET", "POST"):
        for rule in _rules(hall, method):
            if rule.endpoint != "seats.sign_out":
                answer = visitor.get(_path(hall, rule)) if method == "GET" else visitor.post(_path(hall, rule))
                yield rule.endpoint, answer
    yield "nowhere", visitor.get("/nowhere")
    yield "wrong method", visitor.open("/sign-in", "DELETE")
    yield "another's host", visitor.get("/", headers={"Host": "evil.example"})


@pytest.mark.parametrize("role", ["public", "judge", "organizer"])
def test_every_answer_carries_the_security_headers(hall: Hall, visitors: dict[str, Visitor], role: str) -> None:
    for name, answer in _everything(hall, visitors[role]):
        policy = dict(part.strip().partition(" ")[::2] for part in answer.headers["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == "'none'", name
        assert policy["script-src"] == policy["style-src"] == "'self'", name
        assert "unsafe" not in answer.headers["Content-Security-Policy"], name
        assert policy["base-uri"] == "'none'", name
        assert policy["form-action"] == "'self'", name
        assert policy["frame-ancestors"] == ("'self'" if name == "screens.screen" else "'none'"), name
        assert answer.headers["X-Content-Type-Options"] == "nosniff", name
        assert answer.headers["Referrer-Policy"] in ("same-origin", "no-referrer"), name
        assert "Access-Control-Allow-Origin" not in answer.headers, name


def test_every_cookie_is_kept_from_scripts_and_other_sites(hall: Hall, visitors: dict[str, Visitor]) -> None:
    fresh = Visitor(hall)
    answers = [fresh.get("/sign-in?lang=en"), fresh.pair("judge-3"), fresh.sign_in()]
    answers += [answer for _, answer in _everything(hall, visitors["organizer"])]
    told = [cookie for answer in answers for cookie in answer.headers.getlist("Set-Cookie")]
    assert len({cookie.split("=")[0] for cookie in told}) >= 4  # form, language, seat, organizer
    for cookie in told:
        assert "HttpOnly" in cookie, cookie
        assert "SameSite=Strict" in cookie, cookie


def test_a_page_of_a_seat_is_kept_by_no_cache(hall: Hall, visitors: dict[str, Visitor]) -> None:
    for path in ("desk", "log", "export", "result", "links", "setup/teams", "qr/judge-1.svg"):
        assert "no-store" in visitors["organizer"].get(f"/c/{hall.slug}/{path}").headers["Cache-Control"], path


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "169.254.169.254", "", "a" * 300]
)
def test_a_host_that_is_not_ours_is_answered_421(hall: Hall, host: str) -> None:
    assert Visitor(hall).get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000"])
def test_our_own_hosts_are_answered(hall: Hall, host: str) -> None:
    assert Visitor(hall).get("/sign-in", headers={"Host": host}).status_code == 200


def test_forwarded_headers_change_nothing(hall: Hall) -> None:
    spoofed = {"X-Forwarded-Host": "evil.example", "X-Forwarded-For": "1.2.3.4", "X-Forwarded-Proto": "https"}
    answer = Visitor(hall).get("/api/v1/contests", headers=spoofed)
    assert answer.status_code == 200
    assert "evil.example" not in str(answer.headers)


@pytest.mark.parametrize(
    "path",
    ["/c/%ff", "/c/%ed%a0%80", "/c/a%00b", "/c/{slug}/judge-0", "/c/{slug}/judge-99", "/c/{slug}/entries/" + "9" * 40,
     "/c/{slug}/entries/99", "/c/{slug}/setup/teams?edit=%C2%B2", "/c/{slug}/log?before=" + "9" * 40, "/?lang=%00",
     "/static/..%2f..%2fcontest/app.py", "/words/..%2f..%2fx.js", "/api/v1/contests/%00", "/c/{slug}/links?seat=%00",
     "/c/{slug}/qr/organizer.svg", "/c/{slug}/qr/judge-1%00.svg"],
)
@pytest.mark.parametrize("role", ["public", "organizer"])
def test_an_odd_address_is_no_fault_of_ours(hall: Hall, visitors: dict[str, Visitor], role: str, path: str) -> None:
    assert visitors[role].get(path.format(slug=hall.slug)).status_code < 500


def test_a_large_body_is_refused_before_it_is_read(hall: Hall, visitors: dict[str, Visitor]) -> None:
    answer = visitors["organizer"].post("/contests/import", {"op_id": "0" * 32, "slug": "x" * 5_000_000})
    assert answer.status_code == 413


def test_a_refusal_as_json_tells_its_code_in_the_askers_language(hall: Hall) -> None:
    answer = Visitor(hall).get("/api/v1/contests/nowhere", headers={"Accept-Language": "en"})
    told = json.loads(answer.text)
    assert (answer.status_code, told["ok"], told["refused"]["code"]) == (404, False, "not_found")
    assert told["message"] == "There is no such thing in this contest."
