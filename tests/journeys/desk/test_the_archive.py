"""从解除矫正到归档：archived with what is lacking, taken out as a bundle and verified, lent.

On the simulated county: a person who was discharged, the leaders of the agency, an officer.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from browser import at_both_widths, environment
from county_site import county_home, places, sign_in, site
from guihang.dossiers.archive import verify

__all__ = ("county_home", "places", "site")
pytestmark = pytest.mark.journey

SOURCE = Path(verify.__file__)


@pytest.fixture
def page(context):
    """One page, on which the people of the county sign in one after the other."""
    return context.new_page()


def verified(folder, *words):
    """Run the verifier in a bare process that knows neither the product nor its libraries."""
    (folder / "verify.py").write_bytes(SOURCE.read_bytes())
    return subprocess.run(
        [sys.executable, "-I", "verify.py", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        env={"PYTHONIOENCODING": "utf-8"},
    )


@pytest.mark.parametrize("context", [{}], indirect=True)
def test_a_file_from_the_discharge_to_the_bundle(page, site, places, tmp_path):
    number = places._one(
        "SELECT d.number FROM cases_case c JOIN dossiers_dossier d ON d.id = c.dossier_id"
        " WHERE c.state IN ('discharged', 'terminated') AND c.unit_path LIKE '%/431103%'"
        " ORDER BY c.state DESC"
    )
    there = f"{site.origin}/archive/{number}/"

    # given: a file that waits, and says what it lacks
    sign_in(page, site, "brigade.leader")
    page.goto(f"{site.origin}/archive/")
    assert number in page.locator("main").inner_text()
    at_both_widths(page, "archive-to-do")
    page.goto(there)
    assert "卷内缺件" in page.locator("main").inner_text()
    at_both_widths(page, "archive-file-open")

    # when: it is archived, first without a reason, then with one
    page.goto(f"{site.origin}/cases/{number}/archive/")
    page.locator('select[name="retention"]').select_option("ten")
    page.locator("main form [data-main]").click()
    page.get_by_text("卷内还缺").first.wait_for()
    page.locator('textarea[name="because"]').fill("原件为纸质，已装订入卷，未扫描")
    page.locator("main form [data-main]").click()
    page.wait_for_url(f"**/cases/{number}/**")
    page.goto(there)
    assert "缺件归档" in page.locator("body").inner_text()
    at_both_widths(page, "archive-file-kept")

    # then: the bundle comes, is whole, and its digest stands on the page
    page.locator('#bundle input[name="reason"]').fill("检察机关调阅全卷")
    with page.expect_download() as coming:
        page.locator("#bundle [data-main]").click()
    bundle = tmp_path / "bundle.zip"
    coming.value.save_as(bundle)
    page.goto(there)
    digest = page.locator("#bundles .code").first.inner_text().removeprefix("SHA-256 ").strip()
    whole = verified(tmp_path, "bundle.zip", "--digest", digest)
    assert whole.returncode == 0, whole.stdout + whole.stderr
    assert "档案包完好" in whole.stdout

    # and: one byte changed is told, with where
    data = bytearray(bundle.read_bytes())
    data[data.index(b'"events"') + 1] ^= 1
    bundle.write_bytes(data)
    broken = verified(tmp_path, "bundle.zip")
    assert broken.returncode == 1
    assert "dossier.json" in broken.stdout and "文件内容被改动" in broken.stdout

    # and: the command says the same of a bundle it wrote itself
    other = tmp_path / "other.zip"
    words = [sys.executable, "-m", "guihang", "archive", "export", number, str(other)]
    words += ["--purpose", "court", "--reason", "法院调阅", "--home", str(site.home)]
    subprocess.run(words, env=environment(site.home), check=True, capture_output=True)
    assert verified(tmp_path, "other.zip").returncode == 0


@pytest.mark.parametrize("context", [{}], indirect=True)
def test_a_file_is_asked_for_by_one_and_lent_by_another(page, site, places):
    number = places._one(
        "SELECT d.number FROM dossiers_filing f JOIN dossiers_dossier d ON d.id = f.dossier_id"
        " WHERE f.sealed_at IS NULL AND f.kept_until IS NOT NULL"
    )
    there = f"{site.origin}/archive/{number}/"
    sign_in(page, site, "bureau.head")
    page.goto(there)
    page.locator('form[action$="/borrow/"] input[name="purpose"]').fill("核查历史情况")
    page.locator('form[action$="/borrow/"] button.btn').click()
    page.wait_for_url(there)
    sign_in(page, site, "brigade.leader")
    page.goto(there)
    page.locator('#lending button[name="grant"]').click()
    page.wait_for_url(there)
    assert "借出" in page.locator("#lending").inner_text()
    page.goto(f"{site.origin}/archive/?tab=lent")
    at_both_widths(page, "archive-lent")
    assert number in page.locator("main").inner_text()
