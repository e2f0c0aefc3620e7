"""How hard a text is to read: the formulas voice.md was measured with, on words as people read them."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pyphen

EASY = Path(__file__).parent / "easy_words.txt"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ENDINGS = (
    ("'s", ""),
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
)


def filled(text: str) -> str:
    """A text as it stands on a page: every hole has a short name in it."""
    return re.sub(r"\{\w+\}", "Fay", text)


def sentences(text: str) -> list[str]:
    """What a person reads in one breath. A colon, a dot in the middle and a new line end it too."""
    return [part for part in re.split(r"[.!?…:·\n]+", filled(text)) if _WORD.search(part)]


def words(text: str) -> list[str]:
    """The words of a text, without what stands between them."""
    return _WORD.findall(filled(text))


@cache
def _hyphens(lang: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang={"en": "en_US", "es": "es"}[lang])


@cache
def syllables(word: str, lang: str) -> int:
    """Counted by where a printer would break the word."""
    return len(_hyphens(lang).positions(word.lower())) + 1


def _rates(texts: Sequence[str], lang: str) -> tuple[float, float]:
    """Words in a sentence, and syllables in a word."""
    said = [sentence for text in texts for sentence in sentences(text)]
    spoken = [word for sentence in said for word in words(sentence)]
    return len(spoken) / len(said), sum(syllables(word, lang) for word in spoken) / len(spoken)


def flesch_kincaid(texts: Sequence[str]) -> float:
    """The American school year that can read these texts."""
    length, weight = _rates(texts, "en")
    return 0.39 * length + 11.8 * weight - 15.59


def fernandez_huerta(texts: Sequence[str]) -> float:
    """How easy a Spanish text is, of about 100. From 80 on it is easy."""
    length, weight = _rates(texts, "es")
    return 206.84 - 60 * weight - 1.02 * length


def dale_chall(texts: Sequence[str]) -> float:
    """4.9 and below is school year four; 5.0 to 5.9 years five and six."""
    spoken = [word for text in texts for word in words(text)]
    said = sum(len(sentences(text)) for text in texts)
    share = 100 * sum(not easy(word) for word in spoken) / len(spoken)
    return 0.1579 * share + 0.0496 * len(spoken) / said + (3.6365 if share > 5 else 0)


@cache
def _easy_words() -> frozenset[str]:
    return frozenset(line for line in EASY.read_text("utf-8").splitlines() if not line.startswith("#"))


def easy(word: str) -> bool:
    """On the list, or a plain form of a word that is. Names and figures are easy."""
    low = word.lower().replace("’", "'")
    if low in _easy_words() or low.isdigit() or low == "fay":
        return True
    stems = [low.removesuffix(ending) + back for ending, back in _ENDINGS if low.endswith(ending)]
    parts = low.split("'")
    return any(stem in _easy_words() for stem in stems) or (len(parts) > 1 and easy(parts[0]))
