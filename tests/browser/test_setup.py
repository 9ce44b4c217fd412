"""What the script adds to set-up: the sum while it is typed, rows moved by hand, a question before what cannot be undone.

And that a contest can be set up without any script.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visits import Visitors

pytestmark = pytest.mark.browser
ORGANIZER = ("early", "organizer")


@pytest.fixture
def organizer(visitors: Visitors) -> Iterator[Page]:
    with visitors.profile(ORGANIZER) as context:
        yield context.new_page()


def create(page: Page, title: str) -> None:
    page.goto("/contests")
    page.get_by_label("Tên cuộc thi", exact=True).fill(title)
    page.get_by_role("button", name="Tạo cuộc thi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tên và ngày")


def step(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Các bước").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def with_script(page: Page) -> None:
    """Wait until the page's script is at work."""
    expect(page.locator("html.has-script")).to_be_attached()


def drag(page: Page, grip: Locator, to: Locator) -> None:
    start, end = grip.bounding_box(), to.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(start["x"] + 5, end["y"] + 2, steps=8)
    page.mouse.up()


def test_the_sum_follows_what_is_typed_and_the_preview_shows_the_criterion(organizer: Page) -> None:
    create(organizer, "Hội hoa tính tổng")
    step(organizer, "Tiêu chí")
    with_script(organizer)
    organizer.locator("[data-maximum]").nth(3).fill("10")
    expect(organizer.locator("[data-short]")).to_contain_text("Còn thiếu 5 điểm")
    expect(organizer.locator("[data-sum]")).to_have_text("95")
    expect(organizer.locator("[data-preview-name]")).to_have_text("Kỹ thuật")
    expect(organizer.locator("[data-preview-value]")).to_have_text("7,5")
    organizer.locator("[data-add]").click()
    organizer.keyboard.type("Sáng tạo")
    organizer.locator("[data-maximum]").nth(5).fill("5,5")
    expect(organizer.locator("[data-short]")).to_contain_text("Thừa 0,5 điểm")
    organizer.get_by_role("button", name="Để tổng là 100,5").click()
    expect(organizer.locator("[data-short]")).to_contain_text("Vừa đủ")


def test_criteria_are_dragged_into_another_order(organizer: Page) -> None:
    create(organizer, "Hội hoa kéo thả")
    step(organizer, "Tiêu chí")
    with_script(organizer)
    drag(organizer, organizer.locator("[data-grip]").nth(4), organizer.locator("[data-row]").nth(0))
    organizer.get_by_role("button", name="Lưu, tiếp").click()
    step(organizer, "Tiêu chí")
    expect(organizer.locator("[data-name]").first).to_have_value("Thuyết trình")


def test_a_team_is_taken_off_the_list_only_after_a_yes(organizer: Page) -> None:
    create(organizer, "Hội hoa hỏi lại")
    organizer.goto(organizer.url.replace("basics", "teams"))
    organizer.get_by_label("Các dòng dán vào").fill("1. Hoa Mai\n2. Hoa Sen")
    organizer.get_by_role("button", name="Đọc rồi cho xem").click()
    organizer.get_by_role("button", name="Thêm 2 đội này").click()
    expect(organizer.locator(".team-row")).to_have_count(2)
    with_script(organizer)
    for answer, left in (("Thôi", 2), ("Có, làm đi", 1)):
        organizer.get_by_role("button", name="Bỏ Hoa Mai").click()
        organizer.get_by_role("dialog").get_by_role("button", name=answer).click()
        expect(organizer.locator(".team-row")).to_have_count(left)


def test_a_contest_is_set_up_without_a_script(visitors: Visitors) -> None:
    with visitors.profile(ORGANIZER, java_script_enabled=False) as context:
        page = context.new_page()
        create(page, "Hội hoa không kịch bản")
        page.get_by_role("button", name="Lưu, tiếp").click()
        page.get_by_role("button", name="Thêm phần thi").click()
        page.get_by_label("Phần thi").last.fill("Tháo dỡ")
        page.get_by_role("button", name="Lưu, tiếp").click()
        page.get_by_role("button", name="Đưa tiêu chí 2 lên").click()
        page.get_by_role("button", name="Lưu, tiếp").click()
        page.get_by_label("Tên", exact=True).fill("Hoa Mai")
        page.get_by_role("button", name="Thêm", exact=True).click()
        expect(page.locator(".team-row")).to_have_count(1)
        step(page, "Xem lại")
        expect(page.locator(".review")).to_contain_text("Tháo dỡ 10:00")
        expect(page.locator(".review")).to_contain_text("Bố cục 25, Chủ đề 20")


def test_the_example_follows_the_rules_while_they_are_typed_and_saves_nothing(organizer: Page) -> None:
    create(organizer, "Hội hoa thử thể lệ")
    step(organizer, "Cách tính, giải")
    with_script(organizer)
    first = organizer.locator(".try-row").first
    expect(first).to_contain_text("Đội A")
    organizer.get_by_label("Bỏ điểm cao nhất và thấp nhất").check()
    expect(first).to_contain_text("Đội D")
    expect(first.locator("s").first).to_have_text("62 không tính")
    expect(organizer.locator("[data-try-notes]")).to_contain_text("Nếu chỉ lấy trung bình")
    expect(organizer.locator("[data-try-order]")).to_have_text("Thứ tự: Đội D, Đội A, Đội B, Đội C")
    organizer.get_by_label("Mỗi phút trừ").fill("hai")
    expect(organizer.locator("[data-try-fault]")).to_contain_text("“hai”")
    expect(first).to_contain_text("Đội D")
    organizer.get_by_label("Mỗi phút trừ").fill("0,5")
    expect(organizer.locator("[data-try-fault]")).to_be_hidden()
    organizer.reload()
    expect(organizer.locator(".try-row").first).to_contain_text("Đội A")


def test_the_exact_rules_show_what_the_chosen_method_needs_and_say_what_it_does(organizer: Page) -> None:
    create(organizer, "Hội hoa thể lệ chi tiết")
    step(organizer, "Cách tính, giải")
    with_script(organizer)
    organizer.locator("[data-exact-round] > summary").click()
    method = organizer.locator("select[name=method-0]")
    expect(method).to_be_hidden()
    organizer.locator("[name=plain][value=exact]").check()
    method.select_option("clamped_mean")
    expect(organizer.locator("[name=clamp-0]")).to_be_visible()
    expect(organizer.locator("[name=table-0]")).to_be_hidden()
    expect(method.locator("xpath=..").locator(".hint")).to_contain_text("được kéo về mức cho phép")
    organizer.locator("[name=clamp-0]").fill("3")
    organizer.get_by_role("button", name="Lưu, tiếp").click()
    step(organizer, "Cách tính, giải")
    expect(organizer.locator("[name=clamp-0]")).to_have_value("3")


def test_the_rules_are_set_without_a_script(visitors: Visitors) -> None:
    with visitors.profile(ORGANIZER, java_script_enabled=False) as context:
        page = context.new_page()
        create(page, "Hội hoa thể lệ trơn")
        step(page, "Cách tính, giải")
        page.get_by_label("Điểm của giám khảo ở giữa").check()
        page.locator("summary", has_text="Thêm về giải thưởng").click()
        page.get_by_role("button", name="Thêm giải phụ").click()
        page.get_by_label("Giải phụ").fill("Khán giả yêu thích")
        page.get_by_label("Trao cho").select_option("vote")
        page.get_by_role("button", name="Lưu, tiếp").click()
        step(page, "Cách tính, giải")
        expect(page.get_by_label("Điểm của giám khảo ở giữa")).to_be_checked()
        expect(page.locator(".try-row").first).to_contain_text("Đội D")
        page.locator("summary", has_text="Thêm về giải thưởng").click()
        expect(page.get_by_label("Giải phụ")).to_have_value("Khán giả yêu thích")
