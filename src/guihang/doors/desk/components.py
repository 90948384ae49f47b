"""Every component in its states, one example each; only in a demo and while developing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from guihang.doors import ui
from guihang.doors.ui import forms as asking
from guihang.doors.ui import reveal, toasts
from guihang.doors.ui.listing import Column, Listing
from guihang.doors.ui.pieces import (
    Agreement,
    CourseStep,
    DocketGroup,
    DocketRow,
    Finding,
    Step,
)
from guihang.law.refusals import BadFacts, NotYours, TooLate
from guihang.law.texts import Text

ICONS = sorted(file.stem for file in (Path(ui.__file__).parent / "assets/icons").glob("*.svg"))
SWATCHES = (
    ("page", Text("页面", "page")),
    ("surface", Text("纸面", "surface")),
    ("sunken", Text("下沉", "sunken")),
    ("paper", Text("文书", "paper")),
    ("tint", Text("选中", "selected")),
    ("brand", Text("主色", "brand")),
    ("late", Text("逾期", "overdue")),
    ("due", Text("临期", "due")),
    ("ok", Text("完成", "done")),
    ("run", Text("办理", "in course")),
    ("unk", Text("待核", "not known")),
    ("rest", Text("停用", "at rest")),
)
REFUSAL = TooLate(
    why=Text("您不能批准这一次外出。", "You cannot grant this leave."),
    ground="ccl-2019:27.1",
    remedy=Text(
        "本次共 9 天，司法所受委托最多批 7 天。请核实后报送区社区矫正机构。",
        "It lasts 9 days; the office may grant 7. Check it and send it to the county agency.",
    ),
)
QUOTE = "社区矫正对象离开所居住的市、县或者迁居，应当报经社区矫正机构批准。"


class VisitForm(forms.Form):
    """A form with every kind of field."""

    subject = forms.CharField(label=_("Subject of the visit"), max_length=60)
    day = forms.DateField(
        label=_("Day of the visit"), widget=forms.DateInput(attrs={"type": "date"})
    )
    kind = forms.ChoiceField(
        label=_("Place of the visit"), choices=[("home", _("at home")), ("work", _("at work"))]
    )
    manner = forms.ChoiceField(
        label=_("Officers"),
        choices=[("two", _("two officers")), ("one", _("one officer"))],
        widget=forms.RadioSelect,
        initial="two",
    )
    opinion = forms.CharField(
        label=_("Opinion on the visit"), widget=forms.Textarea(attrs={"rows": 3}), required=False,
        help_text=_("Facts first, then what you advise."),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Phone of the contact"), required=False,
        widget=forms.TextInput(attrs={"data-sensitive": "", "autocomplete": "off"}),
    )  # fmt: skip
    told = forms.BooleanField(label=_("The person was told beforehand"), required=False)

    def clean_manner(self):
        """Ask for a second officer."""
        if self.cleaned_data["manner"] == "one":
            raise forms.ValidationError(_("Two officers are needed. Choose another."))
        return self.cleaned_data["manner"]


class Example:
    """One row of the example table."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.name = ("唐知返", "邓向北", "冯远帆", "曾予安", "阿依古丽·买买提", "骉翾婞")[
            number % 6
        ]
        self.ends = date(2027, 9, 1) + timedelta(days=37 * number)
        self.days = 282 + 37 * number


def page(request: HttpRequest) -> HttpResponse:
    """Show the components; the form on it works."""
    _only_here()
    form = VisitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with asking.refusing(form):
            _visit(form.cleaned_data)
            toasts.say(request, _("The visit was entered"), undo=reverse("desk:components_undo"))
            return redirect("desk:components")
    return render(
        request, "desk/components/page.html", _context(request, form), status=asking.status(form)
    )


@require_POST
def phone(request: HttpRequest) -> HttpResponse:
    """Reveal an invented phone number."""
    _only_here()
    return reveal.answer(request, lambda reason: "13900000065")


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back what was not done."""
    _only_here()
    toasts.say(request, _("The visit was taken back"))
    return redirect("desk:components")


@require_POST
def part(request: HttpRequest) -> HttpResponse:
    """Answer with a part of a page: done, refused, or outside one's charge."""
    _only_here()
    answers = {"refused": REFUSAL, "absent": NotYours(why="", ground="house:reach", remedy="")}
    if wanted := answers.get(request.POST.get("wish", "")):
        raise wanted
    toasts.say(request, _("The part was loaded"))
    return render(request, "desk/components/part.html")


def _only_here() -> None:
    if not (settings.DEBUG or settings.GUIHANG_DEMO):
        raise Http404


def _visit(asked: dict) -> None:
    if asked["subject"] == "refuse":
        raise REFUSAL
    if asked["day"] < date(2026, 1, 1):
        raise BadFacts("day", why=_("This day lies before the order."))


def _context(request: HttpRequest, form: VisitForm) -> dict[str, object]:
    return {
        "form": form,
        "icons": ICONS,
        "swatches": SWATCHES,
        "refusal": REFUSAL,
        "quote": QUOTE,
        "moment": datetime(2026, 11, 23, 1, 12, tzinfo=UTC),
        "day": date(2026, 11, 28),
        "listing": _listing(request),
        "nothing": Listing(request, [], (), empty=_("Nobody fits these filters")),
        "docket": _docket(),
        "course": _course(),
        "findings": _findings(),
        "steps": _steps(),
        "agrees": Agreement(_("with the execution notice"), True),
    }


def _listing(request: HttpRequest) -> Listing:
    columns = (
        Column("name", _("Full name"), sort="name"),
        Column("ends", _("Ends on"), sort="ends"),
        Column("days", _("Days left"), sort="days", right=True),
        Column("state", _("Present state")),
    )
    return Listing(request, [Example(number) for number in range(23)], columns, per_page=8)


def _docket() -> list[DocketGroup]:
    href = reverse("desk:components")
    late = DocketRow(
        state="late", chip=Text("失联第 3 天", "out of contact, day 3"),
        title=Text("组织查找：未按规定报告，电话三次未接", "Search: three calls unanswered"),
        who="唐知返", line=Text("缓刑·杨村甸乡", "suspended sentence, Yangcundian"),
        due=Text("立即", "at once"), basis=Text("法 30 条", "Act 30"),
        href=href, says=Text("查找记录", "Search record"), why=href,
    )  # fmt: skip
    today = DocketRow(
        state="due", chip=Text("今天", "today"),
        title=Text("外出申请须作出决定：11-28 至 12-06，共 9 天", "Leave to be decided: 9 days"),
        who="冯远帆", line=Text("缓刑·肖家园街道", "suspended sentence, Xiaojiayuan"),
        due=Text("今天 17:30", "today 17:30"), basis=Text("办法 27 条·本局时限", "Measures 27"),
        href=href, says=Text("审批", "Decide"), is_main=True, why=href, postpone=href,
    )  # fmt: skip
    covered = DocketRow(
        state="unk", chip=Text("待核", "to be checked"),
        title=Text("可能越界：最近 6 个定位点，2 点不能判断", "Perhaps outside: 2 unclear"),
        who="曾予安", line=Text("缓刑·黄阳司镇", "suspended sentence, Huangyangsi"),
        due=Text("今天 08:41", "today 08:41"), basis=Text("法 29 条", "Act 29"),
        href=href, says=Text("看回放", "Replay"), cover=Text("代沈岚", "for Shen Lan"),
    )  # fmt: skip
    return [
        DocketGroup(_("Overdue"), Text("1 项·越早越靠前", "1, oldest first"), (late,)),
        DocketGroup(_("Today"), Text("2 项·其中代理 1 项", "2, one covered"), (today, covered)),
    ]  # fmt: skip


def _course() -> list[CourseStep]:
    return [
        CourseStep(Text("申请", "asked"), "done", "11-20"),
        CourseStep(
            Text("退回补正", "returned"),
            "returned",
            "11-21",
            Text("缺单位证明", "a letter was missing"),
        ),
        CourseStep(Text("司法所核实", "checked"), "done", Text("11-22 沈岚", "11-22 Shen Lan")),
        CourseStep(
            Text("决定", "decided"), "now", Text("等待，今天 17:30", "waiting, 17:30 today")
        ),
        CourseStep(Text("听证", "hearing"), "skipped", reason=Text("不需要", "not needed")),
        CourseStep(Text("告知签收", "told"), "ahead"),
        CourseStep(Text("外出中", "in effect"), "ahead", "11-28 – 12-06"),
    ]


def _findings() -> list[Finding]:
    return [
        Finding("pass", Text("正当理由：工作重要事务", "Good reason: important work"),
                Text("单位证明 1 份，已上传", "one letter, uploaded")),
        Finding("warn", Text("单位证明没有公章", "The letter bears no seal"),
                Text("可请本人补拍，或写明核实经过", "Ask for another, or write how you checked")),
        Finding("unknown", Text("目的地联系人电话未核实", "The contact's phone was not checked"),
                Text("不影响报送", "does not stop it from being sent")),
        Finding("stop", Text("申请人与决定人是同一人", "Who asks would also decide")),
    ]  # fmt: skip


def _steps() -> list[Step]:
    return [
        Step(Text("判决书送达，未上诉、未抗诉", "Served, no appeal, no protest"), "2025-09-01"),
        Step(Text("判决确定之日，即起算日", "Became final: the term begins"), "2025-09-02"),
        Step(Text("二年，算至两年后同日的前一日", "Two years, to the eve"), "2027-09-01"),
    ]  # fmt: skip


urlpatterns = [
    path("ui/", page, name="components"),
    path("ui/phone/", phone, name="components_phone"),
    path("ui/undo/", undo, name="components_undo"),
    path("ui/part/", part, name="components_part"),
]
