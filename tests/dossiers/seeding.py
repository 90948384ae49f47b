"""Put a person's and an office's dossier, a draft and an issued paper into an installation."""

from datetime import timedelta

import django


def seed():
    from entrusting import FIELDS

    from cast import NOW, Cast
    from guihang.dossiers import actions
    from guihang.ledger.chains import SYSTEM

    cast = Cast()
    leader = cast.actor("brigade_leader")
    actions.set_paper_mark(unit=cast.unit("brigade"), mark="冷矫", by=SYSTEM, at=NOW)
    dossier = actions.dossier_of_office(office=cast.unit("office"), by=SYSTEM, at=NOW)
    drafts = [
        actions.draft_paper(
            dossier=dossier,
            form="entrustment",
            fields=FIELDS | {"responsible": name},
            by=leader,
            at=NOW - timedelta(days=each),
        )
        for each, name in enumerate(("骉翾婞", "张\U00031350三", "周晓兰"))
    ]
    for draft in drafts[:2]:
        actions.issue_paper(paper=draft, by=leader, at=NOW)
    subject = actions.SubjectDraft(
        "唐建平", "431103198804120012", "13907460065", "冷水滩区梅湾街道清桥社区 3 栋 501"
    )
    person = actions.open_dossier(
        kind="person", unit=cast.unit("office"), subject=subject, by=SYSTEM, at=NOW
    )
    actions.draft_paper(
        dossier=person,
        form="letter",
        fields={"to": "梅湾街道办事处", "points": ["商请提供就业信息", "商请安排公益活动"]},
        by=leader,
        at=NOW,
    )
    upload = actions.Upload("报到说明.txt", "已报到。".encode(), kind="execution", pages=1)
    actions.attach(dossier=person, upload=upload, by=leader, at=NOW)


if __name__ == "__main__":
    django.setup()
    seed()
