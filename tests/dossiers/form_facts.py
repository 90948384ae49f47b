"""What the twelve statutory forms are filled in with, and how they are laid out without a database.

The people are those of the cast: a repairman under a suspended sentence, a woman of 73 who serves
outside prison, a minor. None of them exists.
"""

from datetime import date

from guihang.dossiers import forms, layout
from guihang.dossiers.forms import columns

DAY = date(2026, 11, 23)
DISCHARGED = date(2027, 5, 13)
AGENCY = "冷水滩区社区矫正执法大队"
CHECK = layout.Check("http://localhost:8000/v/7K3QX9ZD2M4WBN8H", "AB12 CD34 EF56 A789")

REPAIRMAN = {
    "name": "唐建平",
    "sex": "男",
    "birth": "1988-04-12",
    "identity_number": "431103198804120012",
    "nation": "汉族",
    "education": "初中",
    "marriage": "已婚",
    "health": "健康",
    "home": "湖南省永州市冷水滩区梅湾街道清桥社区 3 栋 501 室",
    "registered_home": "湖南省永州市冷水滩区高溪市镇竹山村 6 组",
    "execution_place": "湖南省永州市冷水滩区",
    "work": "永州市顺达家电维修部",
    "work_phone": "0746-8000012",
    "phone": "13907460065",
    "crime": "危险驾驶罪",
    "crime_facts": "2026年3月8日晚，本人饮酒后驾驶小型轿车行驶至冷水滩区梅湾路时被当场查获，"
    "经鉴定，血液中乙醇含量为每百毫升 186 毫克。",
    "organ_name": "永州市冷水滩区人民法院",
    "judgment_number": "（2026）湘1103刑初211号",
    "judged_on": "2026-11-02",
    "effective_on": "2026-11-13",
    "penalty": "拘役四个月，缓刑六个月",
    "penalty_kind": "拘役",
    "penalty_term": "四个月",
    "additional": "罚金人民币五千元",
    "kind": "缓刑",
    "term": "六个月",
    "term_begins": "2026-11-13",
    "term_ends": "2027-05-12",
    "prohibition": "禁止在缓刑考验期限内饮酒后进入夜间经营的餐饮、娱乐场所。",
    "prohibition_begins": "2026-11-13",
    "prohibition_ends": "2027-05-12",
    "procuratorate": "永州市冷水滩区人民检察院",
    "police": "永州市公安局冷水滩分局",
    "office": "梅湾司法所",
    "officer": "宋晓岚",
    "officer_phone": "0746-8000110",
    "group": [
        columns("宋晓岚", "司法所工作人员", "组长，负责日常监督管理", "0746-8000110"),
        columns("蒋桂花", "清桥社区居委会委员", "走访，了解生活情况", "13900000021"),
        columns("唐国强", "父亲", "督促按时报告", "13900000022"),
        columns("周敏", "社会工作者", "心理疏导、就业帮扶", "13900000023"),
    ],
    "papers": [
        columns("刑事判决书", "（2026）湘1103刑初211号", "3"),
        columns("执行通知书", "（2026）湘1103刑执211号", "2"),
        columns("社区矫正告知书", "", "1"),
    ],
    "lacking": [columns("执行通知书", "未送达"), columns("刑事判决书", "第三页缺印，请更换")],
    "destinations": [
        columns("湖南省长沙市岳麓区桐梓坡路", "唐国富（叔父）", "13900000031"),
        columns("湖南省湘潭市雨湖区", "顺达总店", "0731-5000001"),
    ],
    "leaves": "2026-11-30",
    "returns": "2026-12-07",
    "days": "8",
    "window_days": "11",
    "matter": "2026-外-0016",
    "decided_by": AGENCY,
    "decided_on": "2026-11-23",
    "punctuality": "在规定时间内报到",
    "arrived_on": "2026-11-23",
    "report_by": "2026-11-23",
    "discharge_ground": "矫正期满",
    "discharged_on": "2027-05-12",
    "resume": [
        columns("1995.09—2004.06", "高溪市镇中心学校", "学生"),
        columns("2005.03—2016.12", "广东省东莞市某电子厂", "工人"),
        columns("2017.01—至今", "永州市顺达家电维修部", "维修工"),
    ],
    "relatives": [
        columns("唐国强", "父亲", "冷水滩区高溪市镇竹山村 6 组", "13900000022"),
        columns("刘芳", "妻子", "永州市某服装店", "13900000024"),
        columns("唐子轩", "儿子", "冷水滩区某小学", ""),
    ],
}
OLD_WOMAN = REPAIRMAN | {
    "name": "欧阳慧兰",
    "sex": "女",
    "birth": "1953-06-30",
    "identity_number": "431103195306300021",
    "crime": "诈骗罪",
    "crime_facts": "2022年至2023年间，虚构投资项目，骗取他人人民币二十一万元，案发后退赔十五万元。",
    "organ_name": "湖南省监狱管理局",
    "judgment_number": "（2026）湘狱暂外字第37号",
    "penalty": "有期徒刑五年",
    "kind": "暂予监外执行",
    "term_begins": "2026-11-13",
    "term_ends": "2028-09-20",
    "prohibition": "",
    "prohibition_begins": "",
    "prohibition_ends": "",
}
MINOR = REPAIRMAN | {
    "name": "沈小川",
    "birth": "2009-02-14",
    "identity_number": "431103200902140035",
    "crime": "盗窃罪",
    "crime_facts": "2026年5月间，三次窃取他人电动车电瓶，价值人民币三千二百元，案发后全部退赔。",
    "guardian": "沈志远（父亲）",
}
PAROLED = OLD_WOMAN | {
    "name": "曹德胜",
    "sex": "男",
    "birth": "1979-01-08",
    "identity_number": "431103197901080018",
    "organ_name": "永州市中级人民法院",
    "judgment_number": "（2026）湘11刑更37号",
    "kind": "假释",
}
SURVEILLED = REPAIRMAN | {
    "name": "何立新",
    "birth": "1990-10-01",
    "identity_number": "431103199010010016",
    "kind": "管制",
    "penalty": "管制六个月",
}

OWN = {
    "arrival_notice": {
        "place": "冷水滩区社区矫正中心（永州大道 88 号）一楼报到登记室",
        "hours": "工作日上午 8:30—12:00，下午 14:30—17:30",
        "directions": "乘 3 路、9 路公共汽车，到区政府站下车，向东步行 200 米。",
    },
    "documents_receipt": {
        "received_on": "2026-11-18",
        "received_by": "机要邮寄",
        "lacking": [],
        "forwarded": "已于2026年11月19日转送永州市冷水滩区人民检察院、永州市公安局冷水滩分局。",
    },
    "completion_notice": {
        "received_on": "2026-11-18",
        "complete_by": "2026-11-30",
        "send_to": "湖南省永州市冷水滩区永州大道 88 号，冷水滩区社区矫正执法大队",
    },
    "basic_sheet": {
        "former_name": "",
        "custody_place": "",
        "record": "无",
        "papers": ["2026年11月18日收到刑事判决书、执行通知书"],
        "reception": "自行报到",
    },
    "arrival_report": {},
    "group_agreement": {
        "leader": "宋晓岚",
        "formed_on": "2026-11-23",
        "focus": "戒酒；按时交付维修费用，不因债务与人争执。",
    },
    "induction": {
        "reporting": "每周电话报告一次，每月到梅湾司法所当面报告一次。",
        "rules": ["每月 25 日前提交书面情况报告。"],
        "declared_on": "2026-11-23",
        "declared_at": "冷水滩区社区矫正中心宣告室",
    },
    "plan": {
        "family": "与妻子、儿子同住，父亲可以督促；家庭收入主要来自维修工作。",
        "assessment": "认罪悔罪，家庭支持较好，再犯罪风险较低；有饮酒习惯，工作需要经常外出维修。",
        "category": "普通管理",
        "psychology": "情绪稳定，对被限制外出有顾虑，没有其他特殊情况。",
        "supervision": [
            "每周电话报告一次，每月当面报告一次。",
            "每月走访一次，了解饮酒和工作情况。",
            "因工作需要外出的，提前申请，按时销假。",
        ],
        "teaching": ["学习《刑法》关于危险驾驶的规定和社区矫正法。", "参加一次交通安全警示教育。"],
        "help": ["联系街道就业服务站，帮助办理个体维修登记。"],
        "goals": ["考验期内不饮酒驾驶，按时报告。", "保持稳定工作，交清罚金。"],
        "adjustments": [
            columns("2027年1月4日", "改为每两周电话报告一次", "三个月表现良好，经评议")
        ],
    },
    "leave_sheet": {
        "applied_on": "2026-11-20",
        "channel": "到司法所书面申请",
        "reason": "总店安排到长沙、湘潭参加新型空调维修培训。",
        "transport": "高铁",
        "proof": ["培训通知（顺达总店，2026年11月16日）", "往返车票订单"],
        "office_opinion": "情况属实，理由正当，建议批准。宋晓岚，2026年11月20日。",
        "agency_opinion": "核对无误，两个月内累计未超过三十天，拟同意。李卫东，2026年11月23日。",
        "decision": "同意外出",
    },
    "leave_notice": {
        "reason": "到长沙、湘潭参加新型空调维修培训",
        "conditions": ["到达和离开长沙、湘潭时，打电话告诉联系人。"],
        "report_to": "梅湾司法所（梅湾路 21 号）",
    },
    "certificate": {},
    "discharge_notice": {
        "certificate_number": "（2027）冷矫解字第 18 号",
    },
}
TWELVE = tuple(OWN)


def entries_of(code, person=REPAIRMAN, **changed):
    """What is known of a person, as far as the form asks for it."""
    asked = {field.name for field in forms.form(code).fields}
    known = person | OWN[code] | changed
    return {name: entry for name, entry in known.items() if name in asked}


def laid_out(code, person=REPAIRMAN, **changed):
    """Lay out one of the twelve forms without a database."""
    return lay_out_whole(code, entries_of(code, person, **changed))


def lay_out_whole(code, entries):
    """Lay out a form with these entries and no others."""
    form = forms.form(code)
    day = DISCHARGED if "discharged_on" in {field.name for field in form.fields} else DAY
    number = f"（{day.year}）冷矫{form.kind}字第 1 号"
    imprint = layout.Imprint(number, day, AGENCY, CHECK)
    return layout.lay_out(form, forms.filled(form, entries), imprint)
