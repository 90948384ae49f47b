"""Gathering what goes into a bundle: papers and attachments in their order, and what is known."""

from __future__ import annotations

from guihang.dossiers import forms, queries
from guihang.dossiers.actions.attaching import read_attachment
from guihang.dossiers.actions.reading import render
from guihang.dossiers.archive import bundle, covers, ports
from guihang.dossiers.archive.bundle import Writer
from guihang.dossiers.archive.covers import Placed
from guihang.dossiers.archive.ports import Taking
from guihang.dossiers.models import Paper
from guihang.dossiers.numbers import day_of
from guihang.dossiers.queries import Bound, Leaf
from guihang.law.texts import Text
from guihang.law.wire import Json

README, FACTS = "README.txt", "dossier.json"
ABOUT_README = Text("说明", "what this is and how it is verified")
ABOUT_FACTS = Text("档案数据：案件、事项、目录", "the dossier as data: case, matters, catalogue")
ABOUT_VERIFIER = Text("独立核验程序", "the stand-alone verifier")
PAPER_KNOWN = ("sealed_fields", "edition", "drafted_at", "token", "rendered_digest", "signers")


def put_in(writer: Writer, taking: Taking, reason: str) -> None:
    """Put everything of a dossier into a bundle; each reading is recorded."""
    writer.add(README, _readme(taking), ABOUT_README)
    writer.add(bundle.VERIFIER, bundle.verifier(), ABOUT_VERIFIER)
    volumes = [_volume(writer, bound, taking, reason) for bound in _bound(taking)]
    for volume, form, pdf in covers.drawn(taking.dossier, on=day_of(taking.at)):
        title = forms.form(form).title
        writer.add(f"{volume}/{title.zh}.pdf", pdf, title)
    told = {"dossier": _dossier(taking), "volumes": volumes, **ports.all_parts(taking)}
    writer.add(FACTS, bundle.canonical(told), ABOUT_FACTS)


def _bound(taking: Taking) -> tuple[Bound, ...]:
    """Return the volumes once every paper in them was drawn, for then its pages are known."""
    for paper in taking.dossier.papers.numbered().filter(pages__isnull=True):
        render(paper=paper, by=taking.by, at=taking.at)
    return queries.catalogue(taking.dossier)


def _volume(writer: Writer, bound: Bound, taking: Taking, reason: str) -> Json:
    return {
        "volume": covers.named(bound),
        "kind": bound.volume.kind,
        "number": bound.volume.number,
        "contents": [
            _leaf(writer, one, _name(bound, one.leaf), taking, reason)
            for one in covers.placed(bound)
        ],
    }


def _name(bound: Bound, leaf: Leaf) -> str:
    title = f"{leaf.title.zh} {leaf.number}.pdf" if leaf.paper else leaf.title.zh
    return bundle.named(covers.named(bound), leaf.order, title)


def _leaf(writer: Writer, placed: Placed, name: str, taking: Taking, reason: str) -> Json:
    leaf = placed.leaf
    if leaf.paper:
        content = render(paper=leaf.paper, by=taking.by, at=taking.at)
        known = _paper(leaf.paper, taking)
    else:
        pieces = read_attachment(
            attachment=leaf.attachment, reason=reason, by=taking.by, at=taking.at
        )
        content, known = b"".join(pieces), taking.row(leaf.attachment)
    return {
        **known,
        "order": leaf.order,
        "section": {"zh": leaf.section.zh, "en": leaf.section.en},
        "title": {"zh": leaf.title.zh, "en": leaf.title.en},
        "first_page": placed.first,
        "last_page": placed.last,
        "file": name,
        "sha256": writer.add(name, content, leaf.title),
    }


def _paper(paper: Paper, taking: Taking) -> dict[str, Json]:
    return {**taking.row(paper, *PAPER_KNOWN), "content_digest": paper.digest}


def _dossier(taking: Taking) -> dict[str, Json]:
    dossier = taking.dossier
    about = {"subject": taking.row(dossier.subject)} if dossier.subject else {}
    return {**taking.row(dossier), **about, "in_charge": dossier.unit.name}


def _readme(taking: Taking) -> bytes:
    return f"""\
档案包 {taking.dossier.number}

核验：python verify.py 本文件名.zip（Python 3.12 及以上，不需要本系统，不联网）。
请使用自己保存的 verify.py，并把显示的摘要与移交清单上的摘要、锚点核对：
包本身只能证明自己前后一致，清单上记下的摘要才能证明它就是当时移交的那一包。

Bundle of dossier {taking.dossier.number}

Verify it: python verify.py THIS-FILE.zip (Python 3.12 or later; no product, no network).
Use a verify.py of your own, and compare the digest and the anchor it prints with those on the
hand-over list: a bundle can only prove that it agrees with itself; what was written down
elsewhere proves that it is the one that was handed over.
""".encode()
