"""A dossier goes out as one file that proves itself to who has nothing but Python."""

import io
import json
import subprocess
import sys
import zipfile
from contextlib import suppress
from itertools import pairwise

import pytest
from entrusting import FIELDS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cast import NOW
from guihang.cli import archive as command
from guihang.dossiers import actions
from guihang.dossiers.archive import actions as archive
from guihang.dossiers.archive import bundle
from guihang.dossiers.archive import verify as verifier
from guihang.law.refusals import BadFacts, Missing, NotYours
from guihang.law.texts import Text
from guihang.ledger import canon
from guihang.ledger.models import Entry

REASON = "检察机关调阅全卷"


def taken(dossier, by, purpose="prosecution", reason=REASON):
    return archive.take_bundle(dossier=dossier, purpose=purpose, reason=reason, by=by, at=NOW)


@pytest.fixture
def full(dossier, issued, leader):
    """A dossier with a paper that was issued, one that was withdrawn, and two files."""
    other = actions.draft_paper(
        dossier=dossier,
        form="entrustment",
        fields=FIELDS | {"responsible": "周晓兰"},
        by=leader,
        at=NOW,
    )
    actions.issue_paper(paper=other, by=leader, at=NOW)
    actions.withdraw_paper(paper=other, reason="责任人写错", by=leader, at=NOW)
    for name, words in (("报到:说明.txt", "已报到。"), ("走访.txt", "走访一次。")):
        upload = actions.Upload(name, words.encode(), pages=1)
        actions.attach(dossier=dossier, upload=upload, by=leader, at=NOW)
    return dossier


@pytest.fixture
def made(full, leader):
    """The bundle of that dossier."""
    return taken(full, leader)


@pytest.fixture
def data(made):
    """Its bytes."""
    return made.content.read()


def opened(data):
    return zipfile.ZipFile(io.BytesIO(data))


def arrival(inside):
    """The file about the arrival, wherever its section put it; no name holds a colon."""
    (name,) = (name for name in inside.namelist() if name.endswith("报到_说明.txt"))
    return name


def test_an_ordinary_program_opens_it_and_finds_everything(data, full):
    inside = opened(data)
    assert inside.testzip() is None
    names = inside.namelist()
    assert {"README.txt", "verify.py", "dossier.json", "ledger.json", "MANIFEST.json"} < set(names)
    drawn = [name for name in names if name.endswith(".pdf")]
    assert len([name for name in drawn if "号.pdf" in name]) == full.papers.numbered().count() == 2
    assert {"工作档案 1/社区矫正档案封面.pdf", "工作档案 1/卷内目录.pdf"} < set(drawn)
    assert all(inside.read(name).startswith(b"%PDF") for name in drawn)
    assert inside.read(arrival(inside)) == "已报到。".encode()


def test_the_catalogue_numbers_the_pages_through(data):
    told = json.loads(opened(data).read("dossier.json"))
    for volume in told["volumes"]:
        pages = [(one["first_page"], one["last_page"]) for one in volume["contents"]]
        assert pages[0][0] == 1
        assert all(after[0] == before[1] + 1 for before, after in pairwise(pages))


def test_it_verifies_without_the_product(made, data, tmp_path):
    (tmp_path / "b.zip").write_bytes(data)
    (tmp_path / "verify.py").write_bytes(opened(data).read("verify.py"))
    words = [sys.executable, "-I", "verify.py", "b.zip", "--digest", made.digest.upper()]
    done = subprocess.run(
        [*words, "--anchor", made.anchor], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "档案包完好" in done.stdout and made.digest in done.stdout and made.anchor in done.stdout


def test_the_command_says_the_same_as_the_verifier(data, tmp_path, capsys):
    whole, harmed = tmp_path / "whole.zip", tmp_path / "harmed.zip"
    whole.write_bytes(data)
    harmed.write_bytes(altered(data, len(data) // 2, 1))
    assert command.main(["verify", str(whole)]) == 0
    assert command.main(["verify", str(harmed)]) == 1
    assert "档案包被改动" in capsys.readouterr().out


def test_what_was_written_down_elsewhere_tells_another_bundle(made, data):
    found = verifier.verify(data)
    assert found.faults == () and found.digest == made.digest and found.anchor == made.anchor
    assert [fault.place for fault in verifier.outside(found, "0" * 64, "f" * 64)] == [
        "摘要 digest",
        "锚点 anchor",
    ]


def test_the_ledger_takes_note_of_who_took_it_and_why(made, full, leader):
    entry = Entry.objects.filter(event="BundleTaken").get()
    assert (entry.chain, entry.by) == (full.chain.key, leader.key)
    read = Entry.objects.filter(chain=full.chain.key, event__in=["PaperRead", "AttachmentRead"])
    assert read.count() >= 4


def test_only_a_leader_takes_one_for_a_purpose_and_a_reason(full, cast, leader):
    for name in ("squad_officer", "township_officer", "next_brigade_leader", "procurator"):
        with pytest.raises(NotYours):
            taken(full, cast.actor(name))
    with pytest.raises(BadFacts):
        taken(full, leader, purpose="curiosity")
    with pytest.raises(Missing):
        taken(full, leader, reason="看")
    assert not Entry.objects.filter(event="BundleTaken").exists()


def test_the_same_dossier_is_laid_out_the_same_way(full, leader):
    first, second = (opened(taken(full, leader).content.read()) for _each in range(2))
    assert first.namelist() == second.namelist()
    for name in first.namelist():
        if not name.endswith(".json"):
            assert first.read(name) == second.read(name)


def test_the_verifier_hashes_what_the_ledger_hashes():
    parts = ("entry", 7, "dossier:1", b"\x00\xff", -1)
    assert verifier.framed(*parts) == canon.framed(*parts)


def regions(data):
    """Every region of a bundle: headers, contents, directory, end, seal."""
    at = 0
    for part in verifier._from_headers(data):
        yield f"header of {part.said}", range(at, part.begins)
        yield f"content of {part.said}", range(part.begins, part.ends)
        at = part.ends
    end = data.rfind(b"PK\5\6")
    yield "directory", range(at, end)
    yield "end", range(end, end + verifier.END.size)
    yield "seal", range(end + verifier.END.size, len(data))


def altered(data, at, by):
    return data[:at] + bytes([data[at] ^ by]) + data[at + 1 :]


def test_the_regions_cover_every_byte(data):
    covered = sorted((area.start, area.stop) for _name, area in regions(data))
    assert covered[0][0] == 0 and covered[-1][1] == len(data)
    assert all(before[1] == after[0] for before, after in pairwise(covered))


def test_a_byte_altered_at_the_edges_of_every_region_is_told_and_where(data):
    for name, area in regions(data):
        for at in {area.start, (area.start + area.stop) // 2, area.stop - 1}:
            faults = verifier.verify(altered(data, at, 1)).faults
            said = name.partition(" of ")[2]
            places = [fault.place for fault in faults]
            assert places, (name, at)
            assert (
                not said
                or name.startswith("header")
                or any(place.startswith(said) for place in places)
            ), (name, at, places)


def test_any_byte_altered_anywhere_is_told(data):
    @settings(
        max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
    )
    @given(at=st.integers(0, len(data) - 1), by=st.integers(1, 255))
    def told(at, by):
        try:
            assert verifier.verify(altered(data, at, by)).faults
        except verifier.NoBundleError:
            pytest.fail("a single altered byte made the bundle unreadable")

    told()


@pytest.mark.parametrize("harm", ["cut", "longer", "hole", "more inside", "first byte gone"])
def test_what_was_cut_or_put_in_is_told(data, harm):
    middle = len(data) // 2
    harmed = {
        "cut": data[:-1],
        "longer": data + b"\0",
        "hole": data[:middle] + data[middle + 100 :],
        "more inside": data[:middle] + b"!" + data[middle:],
        "first byte gone": data[1:],
    }[harm]
    assert verifier.verify(harmed).faults


def remade(data, changes):
    """Make a bundle anew, whole in itself, with some files changed: what a forger would do."""
    out, inside = io.BytesIO(), opened(data)
    writer = bundle.Writer(out)
    manifest = json.loads(inside.read("MANIFEST.json"))
    for row in manifest["files"]:
        content = changes.get(row["name"], inside.read(row["name"]))
        writer.add(row["name"], content, Text(row["zh"], row["en"]))
    digest = writer.finish({key: manifest[key] for key in ("dossier", "made_at")})
    return out.getvalue(), digest


def test_a_bundle_made_anew_passes_only_until_it_is_compared_with_the_digest(made, data):
    same, digest = remade(data, {})
    assert same == data and digest == made.digest
    forged, _other = remade(data, {arrival(opened(data)): b"?"})
    found = verifier.verify(forged)
    assert found.faults == ()
    assert [one.place for one in verifier.outside(found, made.digest, "")] == ["摘要 digest"]


def other(digits):
    return "11" if digits == "00" else "00"


@pytest.mark.parametrize("name", ["event", "by", "at", "id", "unit_path", "digest", "previous"])
def test_an_altered_entry_of_the_ledger_is_named_also_in_a_bundle_made_anew(data, name):
    ledger = json.loads(opened(data).read("ledger.json"))
    row = ledger["entries"][2]
    old = row[name]
    if isinstance(old, int):
        row[name] = old + 1
    else:
        row[name] = other(old[:2]) + old[2:] if len(old) == 64 else "x"
    forged, _digest = remade(data, {"ledger.json": bundle.canonical(ledger)})
    places = [fault.place for fault in verifier.verify(forged).faults]
    assert any(place.startswith("留痕第 3 条") for place in places)


@pytest.mark.parametrize(
    "harm", ["removed", "exchanged", "last removed", "last named anew", "anchor", "no anchor"]
)
def test_a_broken_chain_is_told_also_in_a_bundle_made_anew(data, harm):
    ledger = json.loads(opened(data).read("ledger.json"))
    rows = ledger["entries"]
    if harm == "removed":
        del rows[1]
    elif harm == "exchanged":
        rows[1], rows[2] = rows[2], rows[1]
    elif harm == "last removed":
        del rows[-1]
        ledger["head"] = rows[-1]["hash"]
    elif harm == "last named anew":
        rows[-1]["event"] = "PaperRead"
    elif harm == "anchor":
        ledger["anchor"]["at"] += 1
    else:
        ledger["anchor"] = None
    forged, _digest = remade(data, {"ledger.json": bundle.canonical(ledger)})
    assert verifier.verify(forged).faults


@pytest.mark.parametrize("what", [b"", b"PK", b"%PDF-1.7 no bundle", b"PK\3\4" + b"\0" * 12])
def test_what_is_no_bundle_is_said_to_be_none(what, tmp_path):
    path = tmp_path / "none.zip"
    path.write_bytes(what)
    assert verifier.main([str(path)]) == 2
    assert verifier.main([str(tmp_path / "missing.zip")]) == 2


def test_anything_at_all_may_be_handed_to_the_verifier(tmp_path):
    @settings(max_examples=200, deadline=None, database=None)
    @given(st.binary(max_size=400), st.booleans())
    def survives(content, signed):
        with suppress(verifier.NoBundleError):
            assert verifier.verify(b"PK\3\4" + content if signed else content).faults

    survives()
