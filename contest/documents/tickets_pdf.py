"""Draws voting cards as a PDF: 24 to an A4 page, cut along the dashes.

On each a QR code that opens the vote, and the same code in letters for whoever types it. Pure work on finished words, so that it
can be done beside the loop.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contest.documents.pen import HAIR, SOFT, Pen

ACROSS, DOWN = 3, 8
WIDTH, HEIGHT = 210 / ACROSS, 297 / DOWN  # millimetres
SIDE = 25
PAD = 5.5


@dataclass(frozen=True)
class Ticket:
    """One card: `link` leads to the vote with its code, `code` is that code as people read it."""

    number: int
    link: str
    code: str


@dataclass(frozen=True)
class TicketWords:
    """The words that stand on every card, in the language of whoever prints."""

    language: str
    heading: str
    title: str
    how: str
    address: str


def tickets_pdf(tickets: Sequence[Ticket], words: TicketWords) -> bytes:
    pdf = Pen(words.heading, words.language)
    each = ACROSS * DOWN
    for at in range(0, len(tickets), each):
        pdf.add_page()
        _cut(pdf)
        for place, one in enumerate(tickets[at:at + each]):
            _draw(pdf, one, words, place % ACROSS * WIDTH, place // ACROSS * HEIGHT)
    return bytes(pdf.output())


def _cut(pdf: Pen) -> None:
    """The dashes along which the page becomes cards."""
    pdf.set_draw_color(HAIR)
    pdf.set_line_width(0.2)
    pdf.set_dash_pattern(dash=2, gap=2)
    for column in range(1, ACROSS):
        pdf.line(column * WIDTH, 0, column * WIDTH, 297)
    for row in range(1, DOWN):
        pdf.line(0, row * HEIGHT, 210, row * HEIGHT)
    pdf.set_dash_pattern()


def _draw(pdf: Pen, ticket: Ticket, words: TicketWords, left: float, top: float) -> None:
    """The code on the left; beside it what is asked, what to do, and the code in letters in two lines."""
    pdf.code(ticket.link, left + PAD, top + (HEIGHT - SIDE) / 2, SIDE)
    x, width = left + PAD + SIDE + 4, WIDTH - PAD - SIDE - 4 - 4
    y = pdf.write_text(words.heading, x, top + 3.4, width, 6.5, lines=1, grey=SOFT)
    y = pdf.write_text(words.title, x, y + 0.3, width, 9.5, "B", lines=2)
    pdf.write_text(words.how, x, y + 0.5, width, 6.5, lines=2)
    first, last = ticket.code.rsplit("-", 1)
    y = pdf.write_text(first, x, top + 22.2, width, 10, "B", lines=1)
    pdf.write_text(last, x, y - 0.4, width, 10, "B", lines=1)
    pdf.write_text(words.address, x, top + HEIGHT - 5.2, width - 8, 5.5, lines=1, grey=SOFT)
    pdf.write_text(str(ticket.number), x, top + HEIGHT - 5.2, width, 5.5, lines=1, align="R", grey=SOFT)
