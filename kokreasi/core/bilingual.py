"""Text in Indonesian and English that knows when it fell back to the other language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from django.utils.functional import Promise
from django.utils.translation import get_language, override

LANGUAGES = ("id", "en")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader sees: the words, the language they are in, and whether it is the other one."""

    text: str
    language: str
    is_fallback: bool


@dataclass(frozen=True, slots=True)
class Bilingual:
    """Words in Indonesian (`id`) and English (`en`); either may be missing."""

    id: str = ""
    en: str = ""

    @classmethod
    def of(cls, words: str | Promise | Bilingual) -> Self:
        """Take translatable words and keep them in both languages."""
        if isinstance(words, Bilingual):
            return cls(id=words.id, en=words.en)
        with override("id"):
            indonesian = str(words)
        with override("en"):
            return cls(id=indonesian, en=str(words))

    def shown(self, language: str | None = None) -> Shown:
        """Give the words in `language` (the reader's if none is named), or else in the other."""
        wanted = (language or get_language() or "id")[:2]
        wanted = wanted if wanted in LANGUAGES else "id"
        other = "en" if wanted == "id" else "id"
        if not getattr(self, wanted) and getattr(self, other):
            return Shown(getattr(self, other), other, is_fallback=True)
        return Shown(getattr(self, wanted), wanted, is_fallback=False)

    def missing(self) -> list[str]:
        """Name the languages in which nothing is written, although the other has words."""
        return [code for code in LANGUAGES if self and not getattr(self, code)]

    def as_dict(self) -> dict[str, str]:
        return {"id": self.id, "en": self.en}

    def __bool__(self) -> bool:
        return bool(self.id or self.en)

    def __str__(self) -> str:
        return self.shown().text
