"""What an entrustment is filled in with, and how it is laid out without a database."""

from datetime import date

from guihang.dossiers import forms, layout

DAY = date(2026, 11, 23)
FIELDS = {
    "agency": "冷水滩区社区矫正执法大队",
    "office": "梅湾司法所",
    "powers": ["接收、管理社区矫正对象的日常报告", "组织教育学习和公益活动"],
    "since": "2026-12-01",
    "until": "2027-11-30",
    "conditions": "遇有脱离监管、重大突发事件的，须在当日报告委托机关。",
    "responsible": "骉翾婞",
    "decision": "（2026）冷矫审字第 12 号",
    "decided_on": "2026-11-23",
}
CHECK = layout.Check("http://localhost:8000/v/7K3QX9ZD2M4WBN8H", "AB12 CD34 EF56 A789")
ISSUED = layout.Imprint("（2026）冷矫委字第 1 号", DAY, "冷水滩区社区矫正执法大队", CHECK)


def entrustment(imprint=ISSUED, **changed):
    """Lay out an entrustment without a database."""
    form = forms.form("entrustment")
    return layout.lay_out(form, forms.filled(form, FIELDS | changed), imprint)
