"""One sentence in the two languages of the product."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence for people, in Chinese and in English; neither is a translation left for later."""

    zh: str
    en: str

    def within(self, language: str) -> str:
        """Return the sentence in a language; anything that is not English reads Chinese."""
        return self.en if language.startswith("en") else self.zh

    def __str__(self) -> str:
        return self.zh
