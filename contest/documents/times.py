"""Moments and dates as people here write them. Server time is milliseconds since 1970; papers show it as Vietnam's clocks do."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime

from contest.words import language

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
LOCALES = {"vi": "vi", "en": "en_GB"}
MOMENTS = {"vi": "HH:mm:ss, d/M/y", "en": "d MMM y, HH:mm:ss"}
DATES = {"vi": "'ngày' d 'tháng' M 'năm' y", "en": "d MMMM y"}


def moment_said(ms: int) -> str:
    """A moment to the second, in Vietnam's time."""
    there = datetime.fromtimestamp(ms / 1000, ZONE)
    return format_datetime(there, MOMENTS[language()], locale=LOCALES[language()])


def date_said(iso: str) -> str:
    """A date kept as yyyy-mm-dd; nothing where none is set."""
    return format_date(date.fromisoformat(iso), DATES[language()], locale=LOCALES[language()]) if iso else ""
