"""What people take along in their own hands: their words, a note, the receipt; and that it is theirs alone."""

import json
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.evening import Company
from tests.browser.person import Person
from tests.browser.test_the_desk import opened

Evenings = Callable[..., Company]


def test_ones_own_words_go_to_ones_own_device_and_nobody_is_told(
    an_evening: Evenings, chromium: Browser, tmp_path: Path
) -> None:
    evening = an_evening()
    fay, ana, bo = talking(evening)
    asked: list[str] = []
    ana.page.on("request", lambda request: asked.append(request.url))
    keeps(ana)
    assert asked == []
    ana.says("I am proud of this week.")
    bo.hears("I am proud of this week.").says("Something of mine.")
    ana.hears("Something of mine.")
    ends(evening, fay, ana, bo)
    bo.does_not_read("Your own words")
    kept = saved(ana, "Save my words", tmp_path)
    ana.reads("Your words are in a file on this device.")
    assert "Something of mine." not in kept.read_text() and "Ana" not in kept.read_text()

    elsewhere = chromium.new_context(java_script_enabled=False).new_page()
    elsewhere.goto(kept.as_uri())
    expect(elsewhere.get_by_text("I am proud of this week.")).to_be_visible()
    elsewhere.context.close()


def test_a_yes_can_be_taken_back_until_the_very_end(an_evening: Evenings) -> None:
    evening = an_evening()
    fay, ana, bo = talking(evening)
    keeps(ana)
    ana.says("I am proud of this week.")
    ends(evening, fay, ana, bo)
    ana.reads("Your own words").presses("Let them go").does_not_read("Your own words")


def test_the_receipt_and_the_note_are_checked_on_a_page(
    an_evening: Evenings, chromium: Browser, tmp_path: Path
) -> None:
    evening = an_evening()
    fay, ana, bo = talking(evening)
    fay.at_the_desk("End for everyone…").asks_once("End now?", "End for everyone")
    ana.page.get_by_label("Name on the note").fill("Anastasia P.")
    note = saved(ana, "Make a note", tmp_path)
    evening.passes(65)
    receipt = saved(ana, "Save this receipt", tmp_path)

    page = chromium.new_context(locale="en-US", service_workers="block").new_page()
    page.goto(f"{evening.house.address}/receipt")
    assert "This house signed it." in checks(page, receipt)
    assert "Anastasia P." in checks(page, note) and "Community group" in checks(page, note)
    forged = json.loads(note.read_text()) | {"holder": {"name": "Bo", "nonce": "x"}}
    assert "The note is not for this name." in checks(page, written(tmp_path, forged))
    forged = json.loads(receipt.read_text()) | {"signature": "A" * 86}
    assert "It does not hold." in checks(page, written(tmp_path, forged))
    assert "This is not a receipt" in checks(page, written(tmp_path, {}))
    page.context.close()


def test_a_browser_that_cannot_check_says_that_the_house_did(
    an_evening: Evenings, chromium: Browser, tmp_path: Path
) -> None:
    evening = an_evening()
    fay, ana, bo = talking(evening)
    ends(evening, fay, ana, bo)
    evening.passes(65)
    receipt = saved(ana, "Save this receipt", tmp_path)
    page = chromium.new_context(locale="en-US", service_workers="block").new_page()
    page.add_init_script(
        "SubtleCrypto.prototype.importKey = async () => { throw new DOMException('', 'NotSupportedError') }"
    )
    page.goto(f"{evening.house.address}/receipt")
    said = checks(page, receipt)
    assert "This house signed it." in said and "the house says so" in said
    page.context.close()


def test_where_nobody_is_named_to_tell_the_goodbye_says_that_reporting_is_over(an_evening: Evenings) -> None:
    evening = an_evening()
    fay, ana, bo = talking(evening)
    bo.says("Something unkind.")
    ana.hears("Something unkind.")
    ends(evening, fay, ana, bo)
    ana.reads("we can not take reports now")


def talking(evening: Company) -> tuple[Person, Person, Person]:
    """Fay guides, Ana and Bo are in, and anyone may speak."""
    fay, ana = opened(evening)
    return fay, ana, evening.participant("Bo", fay)


def keeps(person: Person) -> None:
    if not person.page.get_by_role("button", name="Keep my own words").is_visible():
        person.unfolds("More", person.place)
    person.presses("Keep my own words").presses("Yes, keep mine").reads(
        "Yes. At the end you can save a file."
    )
    person.presses("Back to the circle")


def ends(evening: Company, *people: Person) -> None:
    people[0].at_the_desk("End for everyone…").asks_once("End now?", "End for everyone")
    for person in people:
        person.reads("The circle is closed.")


def saved(person: Person, button: str, folder: Path) -> Path:
    """The file that a press brings."""
    with person.page.expect_download() as coming:
        person.presses(button)
    path = folder / f"{button}-{coming.value.suggested_filename}"
    coming.value.save_as(path)
    return path


def written(folder: Path, content: object) -> Path:
    path = folder / "forged.json"
    path.write_text(json.dumps(content))
    return path


def checks(page: Page, file: Path) -> str:
    """What the page says of a file."""
    page.reload()
    expect(page.get_by_label("Choose the file")).to_be_visible()
    page.get_by_label("Choose the file").set_input_files(file)
    expect(page.locator("#checked h2")).to_be_visible()
    return page.locator("#checked").inner_text()
