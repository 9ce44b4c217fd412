"""What the public may see under each curtain."""

from __future__ import annotations

from itertools import product

from contest.rules.curtain import CURTAINS, follows_scores, label, shows_arithmetic, shows_places, stricter


def test_five_curtains_in_the_order_of_the_show() -> None:
    assert CURTAINS == ("live", "suspense", "frozen", "revealing", "published")


def test_the_stricter_of_two_shows_no_more_than_either() -> None:
    for a, b in product(CURTAINS, repeat=2):
        both = stricter(a, b)
        assert both in (a, b)
        assert both == stricter(b, a)
        for kept in (True, False):
            assert shows_places(both, kept) <= shows_places(a, kept)
        assert follows_scores(both) <= (follows_scores(a) and follows_scores(b))


def test_a_frozen_contest_shows_what_was_kept_and_a_new_one_nothing() -> None:
    assert label("frozen", kept=True) == "frozen"
    assert label("frozen", kept=False) == "hidden"
    assert not shows_places("frozen", kept=False)


def test_suspense_shows_no_place_whatever_was_kept() -> None:
    assert label("suspense", kept=True) == "hidden"
    assert not shows_places("suspense", kept=True)


def test_labels_say_how_far_a_standing_can_be_trusted() -> None:
    assert label("live", kept=False) == "provisional"
    assert label("published", kept=False) == "official"


def test_the_arithmetic_is_seen_once_the_result_is_published() -> None:
    assert [curtain for curtain in CURTAINS if shows_arithmetic(curtain)] == ["published"]
