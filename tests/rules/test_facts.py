"""Facts are data, and their kind in the audit log is their name."""

from __future__ import annotations

from contest.rules import facts
from contest.rules.facts import KINDS, kind_of


def test_a_kind_is_the_name_in_small_letters_with_lines_between_the_words() -> None:
    assert kind_of(facts.ScoreEntered) == "score_entered"
    assert kind_of(facts.PrintedAddressNoted) == "printed_address_noted"
    assert kind_of(facts.RoundOpened(2)) == "round_opened"


def test_every_kind_leads_back_to_its_fact() -> None:
    assert KINDS["score_entered"] is facts.ScoreEntered
    assert KINDS["scorekeeper_added"] is facts.HelperAdded  # what earlier logs call it
    assert all(kind_of(fact) == kind for kind, fact in KINDS.items() if kind != "scorekeeper_added")


def test_a_fact_is_told_as_plain_data() -> None:
    assert facts.CutMade(1, [3, 1], "bốc thăm").data() == {"round": 1, "entries": [3, 1], "reason": "bốc thăm"}
