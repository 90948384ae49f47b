"""Dossiers of an office and of a person, and a paper in each of its stages."""

from types import SimpleNamespace

import pytest
from entrusting import FIELDS

from cast import NOW
from guihang.dossiers import actions
from guihang.ledger.chains import SYSTEM


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Let every test keep its files in a folder of its own."""
    settings.GUIHANG_FILES = tmp_path / "files"


@pytest.fixture
def numbered(cast):
    """Let the agency number its papers under its mark."""
    actions.set_paper_mark(unit=cast.unit("brigade"), mark="冷矫", by=SYSTEM, at=NOW)
    return cast


@pytest.fixture
def dossier(numbered):
    """The dossier of the township office."""
    return actions.dossier_of_office(office=numbered.unit("office"), by=SYSTEM, at=NOW)


@pytest.fixture
def leader(cast):
    """Who may issue and withdraw."""
    return cast.actor("brigade_leader")


@pytest.fixture
def draft(dossier, leader):
    """A draft entrustment."""
    return actions.draft_paper(
        dossier=dossier, form="entrustment", fields=FIELDS, by=leader, at=NOW
    )


@pytest.fixture
def issued(draft, leader):
    """An issued entrustment."""
    return actions.issue_paper(paper=draft, by=leader, at=NOW, signers=("account:1",))


@pytest.fixture
def person(numbered):
    """A person with a dossier in the charge of the office."""
    subject = actions.SubjectDraft(
        name="唐建平",
        identity_number="431103198804120012",
        phone="13907460065",
        address="冷水滩区梅湾街道清桥社区 3 栋 501",
    )
    dossier = actions.open_dossier(
        kind="person", unit=numbered.unit("office"), subject=subject, by=SYSTEM, at=NOW
    )
    return SimpleNamespace(dossier=dossier, subject=dossier.subject)
