"""The JSON API: every answer fits its OpenAPI document, shows no more than the curtain lets, and is tagged by its content."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from contest import access
from contest.actions import ceremony, reveal, running, setup
from contest.web.api import description
from tests.halls import Hall

Json = dict[str, Any]
SHAPES = {
    "/contests": "Contests",
    "/contests/{slug}": "Contest",
    "/contests/{slug}/standings": "Standings",
    "/contests/{slug}/countdown": "Countdown",
    "/contests/{slug}/reveal": "Reveal",
    "/contests/{slug}/entries/1": "EntryStanding",
}


@pytest.fixture
def client(hall: Hall) -> FlaskClient:
    return hall.app.test_client()


def _get(client: FlaskClient, path: str) -> Json:
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 200
    told: Json = answer.get_json()
    return told


def _check(told: Json, shape: str) -> None:
    Draft202012Validator({**description(), "$ref": f"#/components/schemas/{shape}"}).validate(told)


def _check_all(hall: Hall, client: FlaskClient) -> None:
    for path, shape in SHAPES.items():
        _check(_get(client, path.format(slug=hall.slug)), shape)


def _publish(hall: Hall) -> None:
    _decide(hall)
    hall.act(ceremony.set_curtain, curtain="published", base=hall.row.curtain_revision)


def _decide(hall: Hall) -> None:
    for judge in (1, 2, 3):
        for entry, theme in ((1, "15"), (2, "14"), (3, "13")):
            hall.fill(judge, entry, (theme, "20", "16", "12", "17"))
    hall.act(running.close_round, round=1)
    hall.act(ceremony.confirm_result)


def test_every_answer_fits_the_document_at_every_moment(hall: Hall, client: FlaskClient) -> None:
    _check_all(hall, client)
    hall.act(running.start_countdown, round=1, stage=1, entry=None, base=0)
    hall.fill(1, 1)
    _check_all(hall, client)
    hall.act(running.pause_countdown, round=1, stage=1, entry=None, base=1)
    for curtain in ("live", "frozen"):
        hall.act(ceremony.set_curtain, curtain=curtain, base=hall.row.curtain_revision)
        _check_all(hall, client)


def test_a_published_result_with_its_arithmetic_fits_too(hall: Hall, client: FlaskClient) -> None:
    _publish(hall)
    _check_all(hall, client)
    assert _get(client, f"/contests/{hall.slug}/entries/2")["arithmetic"]["points"] == "79.00"


def test_the_reveal_says_what_stands_on_stage_and_nothing_ahead_of_it(hall: Hall, client: FlaskClient) -> None:
    path = f"/contests/{hall.slug}/reveal"
    _decide(hall)
    hall.act(reveal.begin_reveal, rehearsal=True, base=0)
    assert _get(client, path)["state"] == "none"
    hall.act(reveal.end_reveal, base=hall.topic("reveal", "staff")["revision"])
    hall.act(reveal.begin_reveal, rehearsal=False, base=hall.topic("reveal", "staff")["revision"])
    while hall.topic("reveal", "staff")["next"]:
        hall.act(reveal.reveal_next, base=hall.topic("reveal", "staff")["revision"])
        told, staff = _get(client, path), hall.topic("reveal", "staff")
        _check(told, "Reveal")
        opened = [step for step in staff["steps"][: staff["at"] + 1] if step["kind"] != "hush"]
        assert _entries(told["opened"]) == _entries(opened)
    assert (told["scene"]["kind"], [won["entry"] for won in told["scene"]["entries"]]) == ("finale", [1])


def _entries(awards: list[Json]) -> list[int]:
    return [won["entry"] for award in awards for won in award["entries"]]


def test_the_document_names_every_path_and_is_served(client: FlaskClient, hall: Hall) -> None:
    served = _get(client, "/openapi.json")
    assert served["openapi"].startswith("3.1")
    rules = {rule.rule for rule in hall.app.url_map.iter_rules() if rule.endpoint.startswith("api.")}
    told = {f"/api/v1{path}".replace("{slug}", "<slug>").replace("{number}", "<int:number>") for path in served["paths"]}
    assert rules - {"/api/v1/openapi.json"} == told


def test_contests_are_listed_by_their_address(client: FlaskClient, hall: Hall) -> None:
    assert [one["slug"] for one in _get(client, "/contests")["contests"]] == [hall.slug]


def test_standings_carry_contest_revision_curtain_and_rows_in_public_order(client: FlaskClient, hall: Hall) -> None:
    _publish(hall)
    told = _get(client, f"/contests/{hall.slug}/standings")
    assert (told["contest"], told["curtain"], told["provisional"]) == (hall.slug, "published", False)
    assert [(row["entry"], row["place"], row["points"]) for row in told["rows"]] == [
        (1, 1, "80.00"), (2, 2, "79.00"), (3, 3, "78.00"),
    ]


def test_behind_the_curtain_a_new_score_moves_nothing_not_even_the_tag(client: FlaskClient, hall: Hall) -> None:
    paths = [f"/api/v1/contests/{hall.slug}/{part}" for part in ("standings", "entries/1")]
    before = [client.get(path) for path in paths]
    hall.fill(1, 1)
    after = [client.get(path) for path in paths]
    assert [one.headers["ETag"] for one in before] == [one.headers["ETag"] for one in after]
    assert [one.data for one in before] == [one.data for one in after]
    assert all(row["points"] is None for row in after[0].get_json()["rows"])
    assert after[1].get_json()["arithmetic"] is None


def test_an_unchanged_answer_is_not_sent_again(client: FlaskClient, hall: Hall) -> None:
    path = f"/api/v1/contests/{hall.slug}/countdown"
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    hall.act(running.start_countdown, round=1, stage=1, entry=None, base=0)
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_a_running_countdowns_tag_stands_still_while_time_goes_by(client: FlaskClient, hall: Hall) -> None:
    hall.act(running.start_countdown, round=1, stage=1, entry=None, base=0)
    path = f"/api/v1/contests/{hall.slug}/countdown"
    before = client.get(path).headers["ETag"]
    hall.clock.pass_seconds(30)
    assert client.get(path).headers["ETag"] == before


def test_a_blind_contest_tells_numbers_only(client: FlaskClient, hall: Hall) -> None:
    hall.act(setup.change_rules, blind=True)
    text = client.get(f"/api/v1/contests/{hall.slug}").text + client.get(f"/api/v1/contests/{hall.slug}/entries/1").text
    assert "Chi hội" not in text
    assert '"#1"' in text


@pytest.mark.parametrize("path", ["/contests/nobody", "/contests/nobody/standings", "/nothing"])
def test_what_is_not_there_is_refused_as_json(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 404
    _check(answer.get_json(), "Refused")


def test_an_entry_that_is_not_there_is_refused_as_json(client: FlaskClient, hall: Hall) -> None:
    answer = client.get(f"/api/v1/contests/{hall.slug}/entries/99")
    assert answer.status_code == 404
    _check(answer.get_json(), "Refused")


def test_nothing_can_be_written(client: FlaskClient, hall: Hall) -> None:
    for method in (client.post, client.put, client.delete, client.patch):
        assert method(f"/api/v1/contests/{hall.slug}").status_code in (400, 405)


def test_a_phone_without_a_line_gets_its_topics_and_the_servers_time(client: FlaskClient, hall: Hall) -> None:
    path = f"/api/v1/contests/{hall.slug}/now?topics=contest,standings"
    first = client.get(path)
    assert set(first.get_json()["topics"]) == {"contest", "standings"}
    assert set(first.get_json()["topics"]["contest"]) == {"contest", "revision", "body"}
    assert int(first.headers["Contest-Now"]) == hall.clock.now()
    assert first.headers["Cache-Control"] == "public, max-age=1"
    hall.clock.pass_seconds(5)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.headers["Contest-Now"]) == (304, str(hall.clock.now()))


def test_what_only_staff_may_watch_is_not_among_them(client: FlaskClient, hall: Hall) -> None:
    every = set(client.get(f"/api/v1/contests/{hall.slug}/now").get_json()["topics"])
    assert every == {name for name, roles in access.TOPICS.items() if "public" in roles}
    assert "scoresheets" not in every
    for topics in ("scoresheets", "standings,presence", "nothing"):
        assert client.get(f"/api/v1/contests/{hall.slug}/now?topics={topics}").status_code == 400
