"""The columns a register may have: those of the official basic sheet, and what people call them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from guihang.cases.register import cells
from guihang.cases.register.cells import Reader
from guihang.law.codes import Code, Kind, OutsideGround, Sex
from guihang.law.rules.levels import Level
from guihang.law.texts import Text

NOTES = re.compile(r"[(（【\[].*?[)）】\]]|[\s*＊:：、/／]+")
OUR_OWN = frozenset({"序号", "编号", "原因", "原行号", "照片"})
"""Titles that mean nothing to a register, and are not missed."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key, its title, what else it is called, how it is read and explained."""

    key: str
    title: str
    read: Reader
    says: Text
    also: tuple[str, ...] = ()
    required: bool = False
    example: str = ""
    one_of: tuple[str, ...] = field(default=())


def _coded(code: type[Code]) -> dict[str, str]:
    return {one.says.zh: one.value for one in code}


KINDS = _coded(Kind) | {"宣告缓刑": Kind.SUSPENSION.value, "监外执行": Kind.OUTSIDE.value}
SEXES = _coded(Sex) | {"男性": Sex.MALE.value, "女性": Sex.FEMALE.value}
LEVELS = _coded(Level) | {
    "宽松": Level.LENIENT.value,
    "普通": Level.ORDINARY.value,
    "严格": Level.STRICT.value,
    "宽管": Level.LENIENT.value,
    "普管": Level.ORDINARY.value,
    "严管": Level.STRICT.value,
}
GROUNDS = _coded(OutsideGround) | {
    "保外就医": OutsideGround.ILLNESS.value,
    "哺乳": OutsideGround.NURSING.value,
}
DAY = Text("日期，如 2026-03-01", "A day like 2026-03-01")
LENGTH = Text("写明年、月，如 1年6个月", "Years and months, like 1年6个月")
FREE = Text("文字", "Words")


def _kept(key: str, title: str, most: int, *also: str, says: Text = FREE, **more) -> Column:
    return Column(key, title, cells.short(most), says, also, **more)


def _day(key: str, title: str, *also: str, says: Text = DAY, **more) -> Column:
    return Column(key, title, cells.day, says, also, example="2026-03-01", **more)


def _code(
    key: str, title: str, known: Mapping[str, str], one_of: int, *also: str, **more
) -> Column:
    says = Text("从列表中选择", "Choose from the list")
    return Column(key, title, cells.code(known), says, also, one_of=tuple(known)[:one_of], **more)


COLUMNS: tuple[Column, ...] = (
    _kept("name", "姓名", 60, "名字", "社区矫正对象姓名", "矫正对象姓名", "对象姓名",
          "社区矫正对象", required=True, example="张某"),
    _kept("former_name", "曾用名", 60, "别名"),
    Column("identity_number", "身份证号码", cells.number,
           Text("18 位，单元格设为文本；没有时须填出生日期",
                "18 places, as text; without it the day of birth is needed"),
           ("身份证号", "公民身份号码", "证件号码", "身份证", "居民身份证号码")),
    _code("sex", "性别", SEXES, 2),
    _day("birth", "出生年月日", "出生日期", "出生年月"),
    _kept("nation", "民族", 30, example="汉族"),
    _kept("nationality", "国籍", 30, example="中国"),
    _kept("education", "文化程度", 30, "学历"),
    _kept("marriage", "婚姻状况", 30, "婚姻"),
    _kept("health", "健康状况", 200, "身体状况"),
    _kept("mental_illness", "精神疾病情况", 200, "是否患有精神病", "精神病史"),
    _kept("infection", "传染病情况", 200, "是否患有传染病", "传染病史"),
    _kept("occupation", "捕前职业", 100, "原职业"),
    _kept("contact", "紧急联系人及电话", 100, "紧急联系人"),
    _kept("registered_home", "户籍地", 200, "户籍所在地", "户籍地址", "户籍住址"),
    _kept("home", "居住地", 200, "现住址", "现居住地", "居住地址", "现居住地址", "住址",
          "家庭住址"),
    _kept("work", "现工作单位", 100, "工作单位", "单位或学校", "职业", "现工作单位学校"),
    Column("phone", "个人联系电话", cells.number, Text("数字", "Figures"),
           ("联系电话", "手机", "手机号", "手机号码", "电话", "本人电话")),
    _code("kind", "矫正类别", KINDS, 4, "矫正类型", "社区矫正类别", "类别", required=True),
    _kept("crime", "罪名", 100, "具体罪名", "犯罪罪名", example="盗窃罪"),
    Column("penalty", "刑种", cells.sentence,
           Text("从列表中选择；可连同刑期一并填写", "Choose from the list; the length may follow"),
           ("原判刑种", "主刑", "原判刑罚"), one_of=tuple(cells.PENALTIES)),
    Column("sentence", "原判刑期", cells.sentence, LENGTH, ("刑期", "主刑刑期"),
           example="1年6个月"),
    Column("probation", "缓刑考验期", cells.span, LENGTH,
           ("考验期", "缓刑考验期限", "考验期限", "缓刑期"), example="2年"),
    Column("term", "矫正期限", cells.span, LENGTH, ("矫正期", "社区矫正期限"), example="2年"),
    _day("paper_begins", "矫正开始日期", "矫正起日", "期限起", "矫正期限起", "矫正起始日期",
         "考验期起", "起始日期", "社区矫正开始日期", "矫正开始时间", "起日", "矫正起始日",
         "矫正期限起日"),
    _day("paper_ends", "矫正结束日期", "矫正止日", "期限止", "矫正期限止", "矫正终止日期",
         "考验期止", "终止日期", "社区矫正结束日期", "矫正结束时间", "止日", "矫正截止日期",
         "矫正期满日期", "矫正期限止日"),
    Column("both_days", "矫正起止日", cells.days,
           Text("起日至止日，可代替上两列", "Both days, instead of the two columns before"),
           ("起止日", "起止日期", "矫正期限起止日", "矫正起止日期", "矫正起止时间")),
    _kept("organ_name", "社区矫正决定机关", 60, "决定机关", "判决机关", "判决法院", "原判法院",
          "决定机关名称", "裁判机关", required=True, example="冷水滩区人民法院",
          says=Text("机关全称，据此判断是法院、监狱管理机关还是公安机关",
                    "The whole name; it tells a court from a prison bureau and the police")),
    _kept("judgment_number", "判决书文号", 60, "判决书号", "裁判文书号", "裁判文书文号", "文书号",
          "文书文号", "案号", "判决文书号", "法律文书文号", example="（2026）湘1103刑初12号"),
    _kept("execution_number", "执行通知书文号", 60, "执行通知书号", "执行通知书编号"),
    _day("judged_on", "判决日期", "裁判日期", "宣判日期", "判决时间", "决定日期"),
    _day("effective_on", "生效日期", "判决生效日期", "文书生效日期", "裁判生效日期",
         "判决生效时间"),
    _day("sentence_begins", "刑期起日", "原判刑期起", "刑期起", "刑期开始日期"),
    _day("sentence_ends", "刑期止日", "原判刑期止", "刑期止", "刑期结束日期", "刑满日期"),
    _code("outside_ground", "暂予监外执行情形", GROUNDS, 4, "监外执行原因", "暂予监外执行原因"),
    _kept("custody_place", "原羁押场所", 60, "羁押场所", "原羁押地"),
    _kept("additional", "附加刑判项内容", 200, "附加刑", "附加刑判项"),
    _kept("prohibition", "禁止令内容", 500, "禁止令"),
    _day("prohibition_begins", "禁止期限起日", "禁止令起日", "禁止令开始日期", "禁止期限起"),
    _day("prohibition_ends", "禁止期限止日", "禁止令止日", "禁止令结束日期", "禁止期限止"),
    _kept("office", "司法所", 60, "所属司法所", "执行地司法所", "管理司法所", "受委托司法所",
          "负责司法所", "所在司法所", example="梅湾司法所"),
    _day("received_on", "法律文书收到时间", "收到文书日期", "文书收到日期", "接收文书日期",
         "法律文书收到日期"),
    _day("arrived_on", "报到时间", "报到日期", "接收日期", "登记日期", "接收时间", "入矫时间",
         "入矫日期"),
    _day("declared_on", "入矫宣告日期", "宣告日期", "入矫宣告时间"),
    _code("level", "管理类别", LEVELS, 3, "管理等级", "矫正级别", "管理级别", "分类管理类别"),
    _day("health_on", "最近身体情况报告日期", "身体情况报告日期"),
    _day("review_on", "最近病情复查日期", "病情复查日期"),
    Column("minor_at_crime", "犯罪时未成年", cells.yes, Text("是、否", "是 (yes) or 否 (no)"),
           ("犯罪时是否未成年", "是否未成年犯"), one_of=("是", "否")),
    Column("several_crimes", "数罪并罚", cells.yes, Text("是、否", "是 (yes) or 否 (no)"),
           ("是否数罪并罚",), one_of=("是", "否")),
    _kept("crime_facts", "主要犯罪事实", 2000, "犯罪事实", "主要犯罪事实经过"),
    _kept("record", "本次犯罪前的违法犯罪记录", 1000, "前科", "违法犯罪记录", "犯罪前科"),
    _kept("resume", "个人简历", 2000, "简历"),
    _kept("relatives", "家庭成员及主要社会关系", 2000, "家庭成员", "主要社会关系"),
)  # fmt: skip
BY_KEY: Mapping[str, Column] = {column.key: column for column in COLUMNS}
DAYS, BOTH_DAYS = ("paper_begins", "paper_ends"), "both_days"
ENOUGH = 3
"""A row with so many titles we know, 姓名 among them, is the head of a register."""


def plain_title(title: object) -> str:
    """Return a title as it is compared: without blanks, stars and what stands in brackets."""
    return NOTES.sub("", unicodedata.normalize("NFKC", cells.plain(title)))


KNOWN: Mapping[str, Column] = {
    plain_title(name): column for column in COLUMNS for name in (column.title, *column.also)
}


def column_called(title: object) -> Column | None:
    """Return the column a title means, if any."""
    return KNOWN.get(plain_title(title))
