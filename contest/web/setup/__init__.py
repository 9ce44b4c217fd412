"""Set-up: the organizer's home and the steps of a contest, each a page and its form POSTs."""

from contest.web.setup import ballot, basics, extras, home, logos, panel, review, rounds, rules, teams
from contest.web.setup.frame import bp

__all__ = ["ballot", "basics", "bp", "extras", "home", "logos", "panel", "review", "rounds", "rules", "teams"]
