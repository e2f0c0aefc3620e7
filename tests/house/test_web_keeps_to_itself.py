"""The pages build no markup from strings, ask no third party, keep nothing, and tell no console."""

import re

import pytest

from tests.house.plan import told, written

FORBIDDEN = {
    "markup from strings": r"(inner|outer)HTML|insertAdjacentHTML|document\.write|createContextual|srcdoc",
    "code from strings": r"\beval\(|new Function\(|set(Timeout|Interval)\(\s*['\"`]",
    "keeping": r"localStorage|sessionStorage|indexedDB|document\.cookie",
    "telling the console": r"\bconsole\.",
    "a third party": r"(?<![\w.])(https?:)?//(?!www\.w3\.org/)[\w-]+\.[\w.-]+",
    "an inline style or script": r"<style|\sstyle=[\"']|<script(?![^>]*\ssrc=)|\son[a-z]+=[\"']|javascript:",
    "markup let through": r"\|\s*safe\b|autoescape\s+false|Markup\(",
}
COMMENT = {".js": r"(?m)^\s*(//|\*|/\*).*$", ".css": r"(?s)/\*.*?\*/", ".html": r"(?s){#.*?#}"}
PAGES = written("web", ".js", ".css", ".html")


def said(path: str, text: str, pattern: str) -> list[str]:
    """Where a page does the forbidden, outside of comments."""
    spoken = re.sub(COMMENT["." + path.rsplit(".", 1)[1]], "", text)
    return [f"{path}: {found.group()}" for found in re.finditer(pattern, spoken)]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_the_pages_do_without(what: str) -> None:
    assert told([it for path, text in PAGES.items() for it in said(path, text, FORBIDDEN[what])]) == ""


@pytest.mark.parametrize(
    ("what", "path", "text"),
    [
        ("markup from strings", "a.js", "seat.innerHTML = name"),
        ("code from strings", "a.js", "setTimeout('again()', 5)"),
        ("keeping", "a.js", "localStorage.draft = words"),
        ("telling the console", "a.js", "console.log(share)"),
        ("a third party", "a.css", "@import url(//fonts.example.com/a.css)"),
        ("a third party", "a.html", '<img src="https://cdn.example.com/a.png">'),
        ("an inline style or script", "a.html", '<p style="color: red">'),
        ("an inline style or script", "a.html", "<script>go()</script>"),
        ("an inline style or script", "a.html", '<a onclick="go()">'),
        ("markup let through", "a.html", "{{ name | safe }}"),
    ],
)
def test_doing_it_would_be_noticed(what: str, path: str, text: str) -> None:
    assert said(path, text, FORBIDDEN[what])


def test_what_is_allowed_is_not_noticed() -> None:
    assert not said("a.js", 'createElementNS("http://www.w3.org/2000/svg", "g")', FORBIDDEN["a third party"])
    assert not said(
        "a.html",
        '<script type="module" src="/w/1/js/page.js"></script>',
        FORBIDDEN["an inline style or script"],
    )
