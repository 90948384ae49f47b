"""A paper is drawn when it is first read, kept sealed, and every reading is recorded."""

import pytest
from entrusting import FIELDS

from cast import NOW
from guihang.dossiers import actions, queries, storage
from guihang.dossiers.models import Paper
from guihang.dossiers.readings import readings
from guihang.law.refusals import NotYours
from guihang.ledger.models import Entry


def events(paper):
    chain = f"dossier:{paper.dossier.key}"
    return list(Entry.objects.filter(chain=chain).values_list("event", flat=True))[3:]


def stored(paper):
    return storage.place("papers", paper.key)


def again(paper):
    return Paper.objects.select_related("dossier__unit", "dossier__subject").get(pk=paper.pk)


def test_a_paper_is_drawn_at_its_first_reading_and_then_kept(issued, leader):
    assert not stored(issued).exists()
    first = actions.render(paper=issued, by=leader, at=NOW)
    assert first.startswith(b"%PDF")
    assert actions.render(paper=again(issued), by=leader, at=NOW) == first
    assert events(issued) == ["PaperRead", "PaperRendered", "PaperRead"]


def test_the_kept_paper_is_sealed(issued, leader):
    actions.render(paper=issued, by=leader, at=NOW)
    assert b"%PDF" not in stored(issued).read_bytes()


@pytest.mark.parametrize("harm", ["gone", "altered", "cut", "swapped"])
def test_a_stored_paper_that_was_lost_or_altered_is_drawn_again_and_that_is_recorded(
    issued, leader, harm
):
    first = actions.render(paper=issued, by=leader, at=NOW)
    path = stored(issued)
    whole = path.read_bytes()
    if harm == "gone":
        path.unlink()
    elif harm == "altered":
        path.write_bytes(whole[:200] + bytes([whole[200] ^ 1]) + whole[201:])
    elif harm == "cut":
        path.write_bytes(whole[:-40])
    else:
        path.write_bytes(b"%PDF-1.7 something else")
    assert actions.render(paper=again(issued), by=leader, at=NOW) == first
    assert events(issued)[-1] == "PaperRedrawn"


def test_a_draft_is_drawn_afresh_and_not_kept(draft, leader):
    assert actions.render(paper=draft, by=leader, at=NOW).startswith(b"%PDF")
    assert not stored(draft).exists()


def test_the_screen_shows_the_words_and_counts_the_pages(issued, leader):
    shown = actions.show(paper=issued, by=leader, at=NOW)
    assert "骉翾婞" in shown.html and issued.number in shown.html
    assert shown.pages == again(issued).pages == 1
    assert queries.picture(leader, issued, 1).startswith(b"<svg")
    assert events(issued) == ["PaperRead"]


@pytest.mark.parametrize("page", [0, 2, -1])
def test_there_is_no_picture_of_a_page_a_paper_does_not_have(issued, leader, page):
    with pytest.raises(NotYours):
        queries.picture(leader, issued, page)


def test_who_is_not_in_charge_reads_nothing(issued, cast):
    neighbour = cast.actor("near_officer")
    for read in (actions.show, actions.render):
        with pytest.raises(NotYours):
            read(paper=issued, by=neighbour, at=NOW)
    with pytest.raises(NotYours):
        queries.picture(neighbour, issued, 1)
    assert events(issued) == []


def test_a_character_no_font_has_is_noted_with_the_paper(dossier, leader):
    draft = actions.draft_paper(
        dossier=dossier,
        form="entrustment",
        fields=FIELDS | {"responsible": "张\U00031350三"},
        by=leader,
        at=NOW,
    )
    paper = actions.issue_paper(paper=draft, by=leader, at=NOW)
    assert actions.render(paper=paper, by=leader, at=NOW).startswith(b"%PDF")
    assert again(paper).undrawn == "U+31350"
    assert actions.show(paper=again(paper), by=leader, at=NOW).undrawn == ("U+31350",)


def test_a_full_disk_leaves_nothing_half_written(issued, leader, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storage.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        actions.render(paper=issued, by=leader, at=NOW)
    assert not list(stored(issued).parent.iterdir())
    assert again(issued).rendered_digest == ""
    assert events(issued) == []


def test_who_read_what_and_why_can_be_told(person, issued, leader, cast):
    actions.show(paper=issued, by=leader, at=NOW)
    actions.render(paper=issued, by=cast.actor("township_officer"), at=NOW)
    assert [(str(one.by), str(one.of)) for one in readings(issued.dossier)] == [
        ("周晓兰", issued.number),
        ("罗建国", issued.number),
    ]
    actions.reveal_subject(
        dossier=person.dossier, field="phone", reason="电话通知报告", by=leader, at=NOW
    )
    upload = actions.Upload("说明.txt", "文字".encode())
    file = actions.attach(dossier=person.dossier, upload=upload, by=leader, at=NOW)
    list(actions.read_attachment(attachment=file, reason="核对材料", by=leader, at=NOW))
    told = [(str(one.by), str(one.why)) for one in readings(person.dossier)]
    assert told == [("罗建国", "核对材料"), ("罗建国", "电话通知报告")]
