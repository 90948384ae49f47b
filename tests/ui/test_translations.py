"""Chinese is what users see first: every sentence has it, and none is kept for nobody."""

from pathlib import Path

import django
from babel.messages.pofile import read_po

from guihang.doors.ui import sentences, translations


def test_every_sentence_shown_has_its_chinese():
    assert [f"{one.file}: {one.english}" for one in sentences.missing()] == []


def test_no_translation_is_kept_for_a_sentence_nobody_shows():
    assert sentences.unused() == []


def test_no_sentence_is_translated_in_two_ways():
    assert translations.contradictions(translations.sources()) == []


def test_placeholders_are_the_same_in_both_languages():
    wrong = [
        translations.key(message)
        for file in translations.sources()
        for message in translations.messages(file)
        if list(message.check())
    ]
    assert wrong == []


def test_what_replaces_the_frameworks_words_is_a_sentence_of_the_framework():
    own = Path(django.__file__).parent / "conf/locale/en/LC_MESSAGES/django.po"
    with own.open("rb") as words:
        known = {translations.key(message) for message in read_po(words)}
    ours = {translations.key(one) for one in translations.messages(translations.FRAMEWORK)}
    assert ours <= known


def test_the_compiled_catalogue_speaks_chinese():
    from django.utils import translation

    translations.build()
    with translation.override("zh-hans"):
        assert translation.gettext("Look again") == "再看看"
    with translation.override("en"):
        assert translation.gettext("Look again") == "Look again"
