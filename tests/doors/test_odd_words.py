"""Odd words in every address and every form: pages say none of them back as markup, names take none of them."""

import re
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from server.app import build
from server.room.names import fitting, fitting_pronouns
from server.room.refusals import Refused
from server.room.words import Name
from server.settings import Settings
from tests.evening import SECRET
from tests.odd_words import CASES

HREF = re.compile(r'href="([^"]*)"')
FIELDS = ("lang", "from", "place", "x")


def test_there_are_four_hundred_and_no_two_alike() -> None:
    assert len(set(CASES)) == 400


def test_no_page_says_an_odd_address_back() -> None:
    house = TestClient(build(Settings(secret=SECRET)), headers={"accept-encoding": "identity"})
    plain = {page: house.get(page).text for page in ("/help", "/come/zz", "/in/zz")}
    for case in CASES:
        odd = house.get("/help", params=dict.fromkeys(FIELDS, case))
        assert (odd.status_code, odd.text) == (200, plain["/help"])
    for case in CASES[::8]:
        for page in ("/come/", "/in/", "//evil.example/", "/\\evil.example/"):
            odd = house.get(f"http://testserver{page}{quote(case)}")
            assert odd.status_code == 404
            assert "<script>window" not in odd.text and "onerror=window" not in odd.text, case
            assert all(re.fullmatch(r"/(?![/\\]).*|/|#.*", href) for href in HREF.findall(odd.text)), odd.text


def test_none_of_them_is_a_name_or_pronouns() -> None:
    for case in CASES:
        for text, fits in ((case[:24], lambda it: fitting(it, [])), (case[:20], fitting_pronouns)):
            if text.isalnum():
                continue  # a row of letters is a name
            with pytest.raises(Refused):
                fits(Name(text))
