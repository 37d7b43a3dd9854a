"""The review queue worked by keyboard alone in a real browser, and without scripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

import onrecord
from onrecord.model import FigureValue
from tests.web.browser import Served, serving, visiting

ADA = "Ada Quill"
SERIOUS = ("serious", "critical")


def begin(page: Page, address: str = "/review") -> None:
    """Open the queue and give a name, by keyboard alone."""
    page.goto(address)
    page.get_by_label("Who reviews?").fill(ADA)
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Reviewing as {ADA}")).to_be_visible()
    expect(page.locator("#claim")).to_be_focused()


def shown_claim(page: Page) -> str:
    """The id of the claim that is shown."""
    return (page.locator("#claim a").get_attribute("href") or "").removeprefix("/claim/")


def press(page: Page, key: str, then: str) -> str:
    """Press a key, wait until the line above the claim says `then`; that line."""
    page.keyboard.press(key)
    expect(page.locator("#done")).to_contain_text(then)
    expect(page.locator("#claim")).to_be_focused()
    return page.locator("#done").inner_text()


def test_three_claims_by_keyboard_and_back(chromium: Browser, served: Served, ledger: Path) -> None:
    with visiting(chromium, served) as page:
        begin(page)
        judged = []
        for key, verdict in (("a", "Accepted"), ("r", "Rejected"), ("a", "Accepted")):
            judged.append(shown_claim(page))
            press(page, key, verdict)
            expect(page.locator("#said")).to_contain_text("Now:")
        assert len(set(judged)) == 3
        press(page, "u", "Taken back")
        assert shown_claim(page) == judged[2]
        page.keyboard.press("n")
        expect(page.locator("#claim a")).not_to_have_attribute("href", f"/claim/{judged[2]}")
        page.keyboard.press("k")
        expect(page.locator("#claim a")).to_have_attribute("href", f"/claim/{judged[2]}")
    with onrecord.open(ledger) as record:
        given = [(one.claim, one.verdict) for one in record.reviews()]
    verdicts = ("accept", "reject", "accept", "undo")
    assert given == list(zip([*judged, judged[2]], verdicts, strict=True))


def test_a_number_is_corrected_by_keyboard_and_stays(chromium: Browser, ledger: Path) -> None:
    with serving(ledger) as served, visiting(chromium, served) as page:
        begin(page, "/review?measure=killed")
        claim = shown_claim(page)
        page.keyboard.press("c")
        expect(page.locator("#correct-low")).to_be_focused()
        page.keyboard.type("many")
        page.keyboard.press("Enter")
        fault = page.locator("#fault")
        expect(fault).to_contain_text("is no number")
        expect(page.locator("#correct-low")).to_be_focused()
        assert "many" in page.locator("#correct-low").input_value()
        expect(page.locator("#context")).to_be_in_viewport()
        page.keyboard.press("Control+a")
        page.keyboard.type("12,345")
        page.keyboard.press("Enter")
        expect(page.locator("#done")).to_contain_text("Number: 12,345")
    with serving(ledger) as served, visiting(chromium, served) as page:
        page.goto(f"/review?claim={claim}&by=Ada+Quill")
        expect(page.get_by_text("This claim does not stand")).to_contain_text("12,345")
        found = page.request.get(f"/review.json?claim={claim}").json()
        assert [one["low"] for one in found["item"]["instead"]] == [12345]
        page.goto(f"/series/show?measure=killed&place={found['item']['claim']['where']}")
        expect(page.get_by_text("12,345").first).to_be_visible()
    with onrecord.open(ledger) as record:
        assert 12345 in {point.value for one in record.series(measure="killed") for point in one.points}


def test_the_words_are_chosen_by_keyboard(chromium: Browser, served: Served, ledger: Path) -> None:
    with visiting(chromium, served) as page:
        begin(page, "/review?kind=figure")
        claim = shown_claim(page)
        was = page.locator("#context mark").inner_text()
        page.keyboard.press("w")
        expect(page.locator("#context")).to_be_focused()
        page.keyboard.press("Shift+ArrowRight")
        words = page.locator("#span-mark-words")
        expect(words).to_have_value(re.compile(rf"^{re.escape(was)}.+"))
        chosen = words.input_value()
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        expect(page.locator("#done")).to_contain_text(f"Words: “{chosen}”")
    with onrecord.open(ledger) as record:
        made = record.claim(claim).made
        assert [one.quote for one in made] == [chosen]


def test_on_a_phone_the_words_are_in_view_above_the_form(chromium: Browser, served: Served) -> None:
    with visiting(chromium, served, width=390) as page:
        page.set_viewport_size({"width": 390, "height": 420})  # with the keyboard of the phone
        begin(page, "/review?kind=figure")
        hidden = 0
        for _ in range(8):
            evidence, mark = page.locator(".evidence").bounding_box(), page.locator("#context mark").bounding_box()
            assert evidence
            assert mark
            assert evidence["y"] <= mark["y"]
            assert mark["y"] + mark["height"] <= evidence["y"] + evidence["height"]
            hidden += page.evaluate("document.querySelector('.evidence').scrollTop") > 0
            before = shown_claim(page)
            page.keyboard.press("n")
            expect(page.locator("#claim a")).not_to_have_attribute("href", f"/claim/{before}")
        assert hidden  # for some of them it had to scroll


def test_the_words_of_a_split_are_selected_in_the_text(chromium: Browser, served: Served, ledger: Path) -> None:
    with visiting(chromium, served) as page:
        begin(page, "/review?kind=figure")
        claim = shown_claim(page)
        was = page.locator("#context mark").inner_text()
        page.keyboard.press("s")
        page.locator("#context mark").dblclick()  # before a part's words were clicked into, nothing takes it
        first, second = (page.locator(f"#split-part{number}-mark-words") for number in (1, 2))
        second.click()
        page.locator("#paragraph").dblclick(position={"x": 8, "y": 8})
        expect(second).not_to_have_value(was)
        expect(first).to_have_value(was)
        chosen = second.input_value()
        page.locator("#split-part2-of").click()
        page.locator("#context mark").dblclick()
        expect(second).to_have_value(chosen)
        page.get_by_role("button", name="Split", exact=True).click()
        expect(page.locator("#done")).to_contain_text("into 2 claims")
    with onrecord.open(ledger) as record:
        view = record.claim(claim)
        assert view.stands  # the first part says what the claim does
        assert [one.quote for one in view.made] == [chosen]


def test_the_words_are_chosen_with_the_mouse(chromium: Browser, served: Served) -> None:
    with visiting(chromium, served) as page:
        begin(page, "/review?kind=figure")
        page.locator("#span > summary").click()
        page.locator("#context mark").dblclick()
        words = page.locator("#span-mark-words").input_value()
        assert words
        start, end = (int(page.locator(f"#span-mark-{side}").input_value()) for side in ("start", "end"))
        assert end - start == len(words)


def test_words_beyond_the_basic_plane_are_counted_as_characters(chromium: Browser, tmp_path: Path) -> None:
    story = tmp_path / "odd.jsonl"
    text = "A \U0001f4a5\U0001f4a5 blast \u202ein Kyiv\u202c killed 12 people on Monday, officials said."
    story.write_text(f'{{"id": "odd", "title": "Blast", "published": "2026-02-03", "text": "{text}"}}\n')
    path = tmp_path / "odd.db"
    with onrecord.open(path) as record:
        record.read(story)
        claim = next(one for one in record.claims(measure="killed") if one.quote == "12").claim
    with serving(path) as served, visiting(chromium, served) as page:
        begin(page, f"/review?claim={claim.id}")
        page.keyboard.press("w")
        page.keyboard.press("Shift+ArrowRight")
        expect(page.locator("#span-mark-words")).to_have_value("12 people")
        assert page.locator("#span-mark-start").input_value() == str(claim.mark.start)
        assert page.locator("#span-mark-end").input_value() == str(claim.mark.start + len("12 people"))


def test_keys_do_nothing_in_a_field_and_can_be_turned_off(chromium: Browser, served: Served) -> None:
    with visiting(chromium, served) as page:
        begin(page)
        claim = shown_claim(page)
        page.locator("#verdict-note").focus()
        page.keyboard.type("are any")
        page.keyboard.press("Enter")
        assert shown_claim(page) == claim
        expect(page.locator("#claim")).to_be_focused()
        page.keyboard.press("?")
        page.get_by_label("Use these keys").uncheck()
        page.locator("#claim").focus()
        page.keyboard.press("a")
        page.wait_for_timeout(300)
        assert shown_claim(page) == claim
        expect(page.locator("#done")).to_have_count(0)


def test_the_queue_works_without_scripts(chromium: Browser, served: Served, ledger: Path) -> None:
    with visiting(chromium, served, scripts=False) as page:
        page.goto("/review?kind=figure")
        page.get_by_label("Who reviews?").fill(ADA)
        page.get_by_role("button", name="Begin").click()
        claim = shown_claim(page)
        page.locator("#correct > summary").click()
        page.locator("#correct").get_by_label("Of whom or what").fill("whoever was there")
        page.get_by_role("button", name="Save the correction").click()
        expect(page.locator("#done")).to_contain_text("Of whom or what: whoever was there")
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("#done")).to_contain_text("Taken back")
        assert shown_claim(page) == claim
        page.get_by_role("link", name="Next").click()
        assert shown_claim(page) != claim
    with onrecord.open(ledger) as record:
        value = record.claim(claim).entry.claim.value
        assert record.claim(claim).stands
        assert isinstance(value, FigureValue)


@pytest.mark.parametrize("address", ["/review?by=Ada", "/review/measured"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_stands_in_anyones_way(chromium: Browser, served: Served, address: str, width: int) -> None:
    with visiting(chromium, served, width=width) as page:
        page.goto(address)
        for panel in page.locator("details.panel").all():
            panel.locator("> summary").click()
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in SERIOUS] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
