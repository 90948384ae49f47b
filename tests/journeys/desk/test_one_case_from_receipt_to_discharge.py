"""One case from the paper on the counter to the certificate; one at home; one of a minor."""

import pytest

import cast as the_cast
from browser import look_over

pytestmark = pytest.mark.journey

JUDGED = {
    "name": "唐建平",
    "identity_number": "431103198804120019",
    "home": "冷水滩区梅湾街道清桥社区 3 栋 501",
    "organ_name": "冷水滩区人民法院",
    "judgment_number": "（2026）湘1103刑初12号",
    "judged_on": "2026-10-31",
    "effective": "2026-11-13",
    "crime": "盗窃罪",
    "crime_facts": "2026年3月在超市盗窃财物，价值三千元。",
    "sentence": "一年",
    "probation": "二年",
    "paper_begins": "2026-11-13",
    "paper_ends": "2028-11-12",
    "notice_day": "2026-11-20",
    "documents_day": "2026-11-20",
}
HOME = {
    **JUDGED,
    "name": "彭守安",
    "identity_number": "",
    "birth": "1953-03-08",
    "organ_name": "湖南省监狱管理局",
    "judgment_number": "（2026）湘监外字第7号",
    "crime": "故意伤害罪",
    "sentence": "五年",
    "probation": "",
    "sentence_begins": "2023-05-01",
    "sentence_ends": "2028-04-30",
    "decision_received": "2026-11-16",
    "paper_begins": "",
    "paper_ends": "",
}
MINOR = {
    **JUDGED,
    "name": "蒋小川",
    "identity_number": "",
    "birth": "2009-09-01",
    "judgment_number": "（2026）湘1103刑初13号",
}


def take_in(page, entries, **chosen):
    page.goto("/cases/receive/")
    for name, value in {
        "kind": "suspension",
        "organ": "court",
        "penalty": "prison",
        **chosen,
    }.items():
        page.locator(f"[name={name}]").select_option(value)
    for name, value in entries.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="接收登记").click()
    page.wait_for_url(lambda address: "/receive/" not in address)
    return page.url.rstrip("/").rpartition("/")[2]


def step(page, number, slug, ticks=(), choices=(), **entries):
    """Take a step of a case through its own screen, and come back to the case."""
    page.goto(f"/cases/{number}/{slug}/")
    for name, value in entries.items():
        page.locator(f"main [name={name}]").fill(value)
    for name, value in dict(choices).items():
        page.locator(f"main select[name={name}]").select_option(value)
    for name, value in ticks:
        which = "" if value == "on" else f"[value='{value}']"
        page.locator(f"main input[name={name}]{which}").check()
    page.locator("main form [data-main]").click()
    page.wait_for_url(lambda address: address.rstrip("/").endswith(number))


def grouped(page, number):
    step(
        page, number, "group",
        choices={"role_1": "office", "sex_1": "female"}, name_1="周晓兰", day="2026-11-23",
    )  # fmt: skip


def declared(page, number, **more):
    step(
        page, number, "declare",
        ticks=[("signed", "on")], day="2026-11-23", present="周晓兰", **more,
    )  # fmt: skip


def main(page):
    return page.locator("main").inner_text()


def on_day(site, today):
    """Let the office's day be another one."""
    site.stop()
    settings = site.home / "settings.toml"
    words = [
        f'today = "{today}"' if line.startswith("today") else line
        for line in settings.read_text(encoding="utf-8").splitlines()
    ]
    settings.write_text("\n".join(words) + "\n", encoding="utf-8")
    site.cookies.clear()
    site.start()


@pytest.fixture
def day(site):
    """Move the office's day for one story, and back."""
    yield lambda today: on_day(site, today)
    on_day(site, the_cast.TODAY)


def test_a_suspended_sentence_goes_from_the_paper_to_the_certificate(page, site, beforehand, day):
    beforehand(says="1")
    site.sign_in(page, "squad_officer")
    page.goto("/cases/receive/")
    page.locator("[name=kind]").select_option("suspension")
    for name in ("effective", "probation", "sentence", "paper_begins", "paper_ends"):
        page.locator(f"[name={name}]").fill(JUDGED[name])
    page.locator("[name=penalty]").select_option("prison")
    page.locator("#law").get_by_text("2028-11-12").first.wait_for()
    number = take_in(page, JUDGED)
    step(page, number, "receipt")
    assert "法律文书送达回执" in main(page)
    # The tenth day after the effect is the last on which he may come.
    step(
        page, number, "register", day="2026-11-23",
        ticks=[("how", "reported"), ("identity", "yes")],
    )  # fmt: skip
    assert "按期" in page.goto(f"/cases/{number}/tell-arrival/").text()
    grouped(page, number)
    declared(page, number)
    assert "在矫" in main(page) or "2028-11-12" in main(page)
    step(
        page, number, "plan", day="2026-11-23", assessment="情绪稳定", psychology="平和",
        measures="每周报告一次",
    )  # fmt: skip
    look_over(page, "journey-case-planned")
    for paper in ("入矫宣告书", "矫正方案", "矫正小组责任书"):
        assert paper in main(page)
    ends(page, site, number, day)


def ends(page, site, number, day):
    """The term runs over a leap day; on the eve of its last day nobody is discharged."""
    day("2028-11-11")
    site.sign_in(page, "squad_officer")
    step(page, number, "summary", day="2028-11-01")
    step(page, number, "appraisal", day="2028-11-02", words="遵守规定，按时报告")
    site.sign_in(page, "brigade_leader")
    page.goto(f"/cases/{number}/discharge/")
    page.locator("main form [data-main]").click()
    page.locator("main form .refuse").first.wait_for()
    assert "2028-11-12" in page.locator("main form .refuse").inner_text()
    day("2028-11-12")
    site.sign_in(page, "brigade_leader")
    step(page, number, "discharge")
    assert "解除社区矫正证明书" in main(page)
    look_over(page, "journey-case-discharged")
    site.sign_in(page, "squad_officer")
    step(page, number, "certificate", day="2028-11-12")
    assert "发放解除社区矫正证明书" in main(page)


def test_a_73_year_old_outside_prison_is_registered_at_home_by_two(page, site):
    site.sign_in(page, "squad_officer")
    number = take_in(
        page, HOME, kind="outside", organ="prison_bureau", outside_ground="illness", sex="male"
    )
    page.goto(f"/cases/{number}/register/")
    page.locator("main input[value=at_home]").check()
    page.locator("main input[name=identity][value=yes]").check()
    page.locator("main [name=day]").fill("2026-11-20")
    page.locator("main [name=officers]").fill("宋立新")
    page.locator("main form [data-main]").click()
    page.locator(".refuse").first.wait_for()
    look_over(page, "journey-home-one-officer")
    page.locator("main [name=officers]").fill("宋立新\n吕文静")
    page.locator("main form [data-main]").click()
    page.wait_for_url(lambda address: address.rstrip("/").endswith(number))
    assert "2028-04-30" in main(page)
    assert "办理接收登记" in main(page)


def test_a_minor_is_declared_with_his_guardian_and_not_in_public(page, site):
    site.sign_in(page, "squad_officer")
    number = take_in(page, MINOR, sex="male")
    step(
        page, number, "register", day="2026-11-20",
        ticks=[("how", "reported"), ("identity", "yes")],
    )  # fmt: skip
    page.goto(f"/cases/{number}/group/")
    assert "熟悉未成年人" in main(page)
    page.goto("/")
    step(
        page, number, "group", ticks=[("knows_1", "on")],
        choices={"role_1": "social_worker", "sex_1": "female"}, name_1="唐小雨", day="2026-11-22",
    )  # fmt: skip
    declared(page, number, guardian="蒋大河")
    look_over(page, "journey-minor-declared")
    assert "入矫宣告" in main(page)
