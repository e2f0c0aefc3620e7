"""When it is hard: a person is one press away in every state, and the way out is too."""

import re

from playwright.sync_api import expect

from tests.browser.evening import Company
from tests.browser.test_the_desk import opened


def test_a_call_for_support_is_seen_by_name_and_by_nobody_else(evening: Company) -> None:
    fay, ana = opened(evening)
    [bo] = evening.guests(fay, "Bo")
    ana.writes("I can't").presses("I need support now").reads("We've got it. You're not in trouble.")
    expect(fay.aloud).to_contain_text("Ana asks for support")
    fay.reads("Only the guides can see this.").presses("I'm with you, Ana")
    ana.reads("You're not in trouble. Fay is here.")
    signal = fay.page.get_by_role("region", name="Ana asks for support")
    signal.get_by_label("Your words to Ana").fill("I'm here.")
    fay.presses("Send to Ana")
    ana.reads("I'm here.").presses("Back to the circle", ana.page.get_by_role("main")).draft_is("I can't")
    assert not any(frame["is"] == "letter" or frame.get("support") for frame in bo.frames)
    fay.presses("They're OK for now").does_not_read("Ana asks for support")


def test_nobody_answers_for_a_minute_and_the_page_says_so(evening: Company) -> None:
    fay, _ = opened(evening)
    bo = evening.waiting("Bo").presses("I need support now")
    fay.reads("Bo asks for support")
    evening.passes(61)
    bo.reads("No one has answered yet.").reads("Call 911")
    fay.reads("Nobody has taken it yet. Please take it now.").does_not_read("line is gone")


def test_a_guide_learns_that_who_asked_for_support_has_no_line(evening: Company) -> None:
    fay, ana = opened(evening)
    ana.presses("I need support now").reads("We've got it.")
    fay.reads("Ana asks for support").does_not_read("Ana's line is gone")
    evening.takes_the_line_from(ana)
    evening.passes(70)
    fay.reads("Ana's line is gone for now.").presses("I'm with you, Ana")
    ana.context.set_offline(False)
    ana.reads("You're not in trouble. Fay is here.")
    fay.does_not_read("Ana's line is gone")


def test_a_draft_with_a_way_to_be_found_is_folded_back_before_anybody_sees_it(evening: Company) -> None:
    fay, ana = opened(evening)
    ana.writes("Text me: 555 010 4477").presses("Share this", ana.place)
    ana.reads("No one has seen this yet.").draft_is("Text me: 555 010 4477")
    ana.presses("Show a guide first")
    fay.unfolds("Words with Ana").reads("Text me: 555 010 4477").has_not_heard("Text me: 555 010 4477")
    ana.writes("I'd like to stay in touch.").presses("Share this", ana.place)
    fay.hears("I'd like to stay in touch.")


def test_a_note_folds_a_share_and_skipping_tells_nobody(evening: Company) -> None:
    fay, ana = opened(evening)
    [bo] = evening.guests(fay, "Bo")
    ana.unfolds("Add a note").place.get_by_label("It talks about").fill("family")
    ana.says("My father drank.")
    fay.reads("It talks about:").reads("family").has_not_heard("My father drank.")
    expect(fay.aloud).to_contain_text("Ana put a note on this: family.")
    told = len(bo.frames)
    fay.presses("Skip. No one will know")
    fay.presses("Open", fay.words).hears("My father drank.")
    assert [frame for frame in bo.frames[told:] if frame["is"] not in ("tick", "picture")] == []


def test_everyone_grounds_in_step_and_may_look_away(evening: Company) -> None:
    fay, ana = opened(evening)
    fay.at_the_desk("Look around")
    ana.reads("Five things you can see.")
    evening.passes(30)
    ana.reads(re.compile("Four things you can feel|Three sounds"))
    ana.presses("Stop").reads("You're looking away. That's fine.").presses("Look again")
    fay.at_the_desk("Take it away")
    ana.place_is("Anyone can speak")


def test_a_report_reaches_the_desk_with_the_very_words(evening: Company) -> None:
    fay, ana = opened(evening)
    [bo] = evening.guests(fay, "Bo")
    evening.house.does(bo.says("I have some to sell."))
    ana.hears("I have some to sell.").unfolds("···", ana.words).presses("Report").presses("sells or offers")
    ana.reads("The other person is not told who sent it.")
    fay.reads("Ana tells us something is wrong:").reads("sells or offers")
    fay.at_the_desk("We have acted").reads("Ana has been told.")
    ana.reads("Someone has looked at what you told us and has acted.")
    expect(ana.aloud).to_contain_text("has acted")
    ana.presses("Close").does_not_read("Someone has looked at what you told us and has acted.")
    assert not any(frame["is"] == "letter" for frame in bo.frames)


def test_one_tap_or_three_presses_leave_from_everywhere_and_back_leads_nowhere(evening: Company) -> None:
    fay, ana = opened(evening)
    bo = evening.waiting("Bo")
    for leaves, by_key in ((ana, False), (fay, True), (bo, True)):
        steps = leaves.page.evaluate("history.length")
        if by_key:
            for _ in range(3):
                leaves.page.keyboard.press("Shift")
        else:
            leaves.presses("Leave fast")
        leaves.page.wait_for_url("**/weather")
        expect(leaves.page).to_have_title("Weather")
        assert leaves.page.evaluate("history.length") == steps
        leaves.page.go_back()
        assert "/in/" not in leaves.page.url and "/come/" not in leaves.page.url


def test_no_page_names_itself_where_others_can_read_it(evening: Company) -> None:
    fay = evening.guide("Fay")
    ana = evening.person("Ana").lands()
    expect(ana.page).to_have_title("Meeting")
    ana.knocks().waits_outside()
    expect(ana.page).to_have_title("Meeting")
    fay.lets_in("Ana")
    ana.is_in()
    for person in (ana, fay):
        expect(person.page).to_have_title("Meeting")
        assert re.fullmatch(rf"{re.escape(evening.house.address)}/in/[\w-]+", person.page.url)
