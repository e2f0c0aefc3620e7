"""What a browser keeps of an evening on its own disk: none of the words, not even a draft."""

from pathlib import Path

from playwright.sync_api import Browser

from server.proof.canaries import LENGTH
from server.proof.looking import Search, looked
from server.proven import drawn
from tests import chromium as the_machines
from tests.browser.evening import Company

KINDS = ("name", "a share", "an answer", "a share taken back", "a draft")
CONTROL = "a careless page"
KEEPS = "word => localStorage.setItem('kept', word)"

LEFT = """() => [document.documentElement.outerHTML, JSON.stringify(history.state), document.title,
    ...[...document.querySelectorAll("textarea, input")].map(it => it.value)].join("\\n")"""
"""What the page itself holds once all is over: its last word is to somebody, by name."""


def found(profile: Path, words: dict[str, str]) -> set[str]:
    """Which of them lie somewhere in a browser's folder, once the browser is closed."""
    report = looked(Search(words, paths=(str(profile),)))
    assert len(report.looked) > 20, "this is no profile"
    return {it.kind for it in report.found}


def test_the_profile_of_a_browser_has_none_of_what_was_said(
    evening: Company, chromium: Browser, tmp_path: Path
) -> None:
    words = {kind: drawn(LENGTH) for kind in (*KINDS, CONTROL)}
    fay = evening.guide()
    own = chromium.browser_type.launch_persistent_context(
        tmp_path, executable_path=the_machines.path(), args=list(the_machines.FLAGS), locale="en-US"
    )
    evening.watch.over(own)
    ana = evening.person(words["name"], context=own).knocks()
    fay.lets_in(words["name"]).presses("Begin").unfolds("Change how we take turns").chooses("Open talk")
    ana.is_in().place_is("Anyone can speak").says(words["a share"])
    fay.says(words["an answer"])
    ana.hears(words["an answer"]).says(words["a share taken back"])
    hers = ana.words.get_by_role("article").filter(has_text=words["a share taken back"])
    hers.get_by_role("button", name="Take it back").click()
    ana.has_not_heard(words["a share taken back"])
    ana.writes(words["a draft"]).draft_is(words["a draft"])
    fay.at_the_desk("End for everyone…").asks_once("End now?", "End for everyone")
    ana.reads("The circle is closed.")
    evening.passes(65)
    ana.reads("Sealed things erased")
    assert [kind for kind, word in words.items() if word in ana.page.evaluate(LEFT)] == ["name"]
    careless = own.new_page()
    careless.goto(evening.house.address + "/help")
    careless.evaluate(KEEPS, words[CONTROL])
    own.close()
    assert found(tmp_path, words) == {CONTROL}
