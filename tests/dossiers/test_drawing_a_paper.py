"""The paper as PDF and as pictures: archival, tagged, its fonts inside, rare names included."""

import io
import re
import subprocess
import sys

import pypdf
import pytest
import segno
from entrusting import CHECK, entrustment
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from hypothesis import given, settings
from hypothesis import strategies as st

from guihang.dossiers import layout, reading, rendering

RARE = "骉翾婞"
IN_NO_FONT = "\U00031350"
PRIVATE = "\ue000"


@pytest.fixture(scope="module")
def at_hand():
    return rendering.fonts()


def read(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def words(reader):
    return re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages))


def fonts_of(reader):
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            yield from (inner.get_object() for inner in font.get_object()["/DescendantFonts"])


def test_an_entrustment_with_its_receipt_fits_one_sheet(at_hand):
    assert len(read(rendering.pdf(entrustment(), at_hand)).pages) == 1


def test_the_sheet_is_a4(at_hand):
    box = read(rendering.pdf(entrustment(), at_hand)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)


def test_a_paper_is_archival_and_readable_for_everybody(at_hand):
    reader = read(rendering.pdf(entrustment(), at_hand))
    xmp = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfaid:part>\s*2\s*<", xmp)
    assert re.search(r"pdfaid:conformance>\s*A\s*<", xmp)
    assert re.search(r"pdfuaid:part>\s*1\s*<", xmp)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).lower().startswith("zh")
    assert root["/StructTreeRoot"]
    assert "社区矫正工作委托书" in reader.metadata.title


def test_every_font_is_inside_the_paper(at_hand):
    fonts = list(fonts_of(read(rendering.pdf(entrustment(), at_hand))))
    assert fonts
    assert all(
        {"/FontFile2", "/FontFile3"} & set(font["/FontDescriptor"].get_object()) for font in fonts
    )


def test_the_text_of_the_pdf_is_the_text_of_the_fields(at_hand):
    document = entrustment()
    printed = words(read(rendering.pdf(document, at_hand)))
    for text in layout.texts(document):
        assert re.sub(r"\s", "", text) in printed


def test_a_long_paper_runs_over_and_counts_its_pages(at_hand):
    items = [f"第 {each} 项工作" + "，依法办理" * 8 for each in range(1, 31)]
    reader = read(rendering.pdf(entrustment(powers=items), at_hand))
    assert len(reader.pages) > 1
    printed = words(reader)
    assert f"第1页共{len(reader.pages)}页" in printed
    assert f"第{len(reader.pages)}页共{len(reader.pages)}页" in printed


def test_the_same_paper_always_gives_the_same_bytes(at_hand):
    here = rendering.pdf(entrustment(), at_hand)
    again = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from entrusting import entrustment\n"
            "from guihang.dossiers import rendering\n"
            "sys.stdout.buffer.write(rendering.pdf(entrustment(), rendering.fonts()))",
        ],
        cwd=str(__import__("pathlib").Path(__file__).parent),
        capture_output=True,
        check=True,
    ).stdout
    assert here == again


def test_a_rare_name_is_drawn_with_its_own_characters(at_hand):
    document = entrustment(responsible=RARE)
    assert not rendering.undrawn(document, at_hand)
    assert RARE in words(read(rendering.pdf(document, at_hand)))


@pytest.mark.parametrize("sign", [IN_NO_FONT, PRIVATE, "👨"])
def test_a_character_no_font_has_never_stops_a_paper(at_hand, sign):
    document = entrustment(responsible=f"张{sign}三")
    assert rendering.undrawn(document, at_hand) == {sign}
    printed = words(read(rendering.pdf(document, at_hand)))
    code = f"U+{ord(sign):04X}"
    assert f"张{code}三" in printed
    assert f"注：框内{code}为字库暂缺的字" in printed
    assert rendering.pages(document, at_hand)


def test_a_character_no_font_has_does_not_stop_a_title(at_hand):
    imprint = layout.Imprint(f"（2026）{IN_NO_FONT}矫委字第 1 号", entrustment().day, "某局", CHECK)
    assert rendering.pdf(entrustment(imprint), at_hand)


def test_a_font_the_installation_adds_draws_what_the_packaged_one_lacks(tmp_path):
    make_font(tmp_path / "own.ttf", IN_NO_FONT)
    at_hand = rendering.fonts(tmp_path)
    document = entrustment(responsible=f"张{IN_NO_FONT}三")
    assert not rendering.undrawn(document, at_hand)
    assert IN_NO_FONT in words(read(rendering.pdf(document, at_hand)))


def make_font(path, sign, ps_name="OwnSong"):
    """A font that draws one character as a square."""
    pen = TTGlyphPen(None)
    for at, point in enumerate([(100, 0), (100, 800), (900, 800), (900, 0)]):
        (pen.lineTo if at else pen.moveTo)(point)
    pen.closePath()
    square = pen.glyph()
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef", "square"])
    font.setupCharacterMap({ord(sign): "square"})
    font.setupGlyf({".notdef": square, "square": square})
    font.setupHorizontalMetrics({".notdef": (1000, 100), "square": (1000, 100)})
    font.setupHorizontalHeader(ascent=900, descent=-100)
    names = {"familyName": "Own Song", "styleName": "Regular", "psName": ps_name}
    font.setupNameTable({name: said for name, said in names.items() if said})
    font.setupOS2(sTypoAscender=900, sTypoDescender=-100, usWinAscent=900, usWinDescent=100)
    font.setupPost()
    font.save(path)


def test_a_file_that_is_no_font_does_not_stop_a_paper(tmp_path):
    (tmp_path / "broken.ttf").write_bytes(b"not a font")
    make_font(tmp_path / "nameless.ttf", IN_NO_FONT, ps_name="")
    at_hand = rendering.fonts(tmp_path)
    document = entrustment(responsible=f"张{IN_NO_FONT}三")
    assert rendering.undrawn(document, at_hand) == {IN_NO_FONT}
    assert rendering.pdf(document, at_hand)


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40))
def test_no_text_whatever_stops_a_paper(text):
    document = entrustment(responsible=f"某{text}"[:40])
    assert rendering.pdf(document, rendering.fonts()).startswith(b"%PDF")


def test_a_chosen_variant_of_a_character_is_drawn_as_that_character(at_hand):
    document = entrustment(responsible="葛\U000e0100某")
    assert not rendering.undrawn(document, at_hand)
    assert "葛" in words(read(rendering.pdf(document, at_hand)))


def test_a_draft_says_so_across_the_page_in_print_only(at_hand):
    assert "草" not in words(read(rendering.pdf(entrustment(), at_hand)))
    draft = words(read(rendering.pdf(entrustment(), at_hand, draft=True)))
    assert "草" in draft and "稿" in draft


def test_the_screen_shows_as_many_pages_as_the_paper_has(at_hand):
    items = ["，".join(["依法办理"] * 12)] * 20
    document = entrustment(powers=items)
    pictures = rendering.pages(document, at_hand)
    assert len(pictures) == len(read(rendering.pdf(document, at_hand)).pages)
    assert all(picture.startswith(b"<svg") for picture in pictures)


def test_the_code_at_the_foot_holds_the_address_of_the_check(at_hand):
    """The code on the drawn page, taken apart module by module, is that of the address."""
    expected = [list(row) for row in segno.make(CHECK.address, error="m", micro=False).matrix]
    assert drawn_modules(rendering.qr(CHECK.address), len(expected)) == expected
    drawn = rendering.pages(entrustment(), at_hand)[0].decode()
    assert "data:image/svg+xml" in drawn


def drawn_modules(svg, side, border=2):
    """Read the strokes of the code back into a grid of dark and light."""
    grid = [[0] * side for _row in range(side)]
    path = re.search(r' d="([^"]+)"', svg)[1]
    x = y = 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", path):
        moved = [float(number) for number in re.findall(r"-?\d*\.?\d+", numbers)]
        if command == "M":
            x, y = moved
        elif command == "m":
            x, y = x + moved[0], y + moved[1]
        else:
            for step in range(int(moved[0])):
                grid[int(y - border)][int(x - border) + step] = 1
            x += moved[0]
    return grid


def test_the_words_beside_the_code_give_the_same_address():
    assert CHECK.address in reading.as_text(entrustment())
