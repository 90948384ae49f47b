"""Every refusal and fault in plain words: what happened, how to mend it, and nothing given away."""

import errno
import re
import sqlite3

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import IntegrityError, OperationalError
from django.http import Http404, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from guihang.doors.ui import errors, forms
from guihang.law.refusals import (
    AlreadyDone,
    BadFacts,
    Missing,
    NotYours,
    Refused,
    TooEarly,
    TooLate,
)

SAYS = {"why": "本次共 9 天。", "ground": "ccl-2019:27.1", "remedy": "请报送区社区矫正机构。"}


def of_sqlite(code):
    """A fault as the database reports it: ours on top, the driver's underneath."""
    driver = sqlite3.OperationalError("what the driver says")
    driver.sqlite_errorcode = code
    fault = OperationalError("what the frame says")
    fault.__cause__ = driver
    return fault


RAISED = {
    "not-yours": NotYours(**SAYS),
    "missing-page": Http404(),
    "refused": Refused(**SAYS),
    "early": TooEarly(**SAYS),
    "late": TooLate(**SAYS),
    "done": AlreadyDone(**SAYS),
    "missing": Missing(**SAYS),
    "facts": BadFacts("day", why="日期有误。"),
    "locked": of_sqlite(sqlite3.SQLITE_BUSY),
    "deadlock": of_sqlite(sqlite3.SQLITE_LOCKED),
    "full": of_sqlite(sqlite3.SQLITE_FULL),
    "no-space": OSError(errno.ENOSPC, "No space left on device"),
    "gone": OSError(errno.ENOENT, "No such file"),
    "broken": IntegrityError("unique constraint"),
    "fault": RuntimeError("a secret 431103199001010012"),
    "big": RequestDataTooBig("too big"),
}


def fail(request, how):
    raise RAISED[how]


def take(request):
    return HttpResponse(str(len(request.POST)))


fail.login_required = take.login_required = False
handler400 = "guihang.doors.ui.errors.bad_request"
handler404 = "guihang.doors.ui.errors.not_found"
handler500 = "guihang.doors.ui.errors.server_error"
urlpatterns = [
    path("fail/<how>/", fail),
    path("take/", take),
    path("", include("guihang.urls")),
]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture
def client():
    return Client(raise_request_exception=False, HTTP_HOST="localhost")


def body(response) -> str:
    """The page without what is new in every answer."""
    return re.sub(r'value="[^"]{20,}"|X-CSRFToken[^}]*', "", response.content.decode())


def ask(client, how, **headers):
    return client.get(f"/fail/{how}/", headers=headers)


def test_what_is_not_yours_looks_exactly_like_what_does_not_exist(client):
    hidden, absent = ask(client, "not-yours"), ask(client, "missing-page")
    nowhere = client.get("/no/such/page/")
    assert hidden.status_code == absent.status_code == nowhere.status_code == 404
    same = [body(one).replace(one.request["PATH_INFO"], "") for one in (hidden, absent, nowhere)]
    assert same[0] == same[1] == same[2]
    assert dict(hidden.headers).keys() == dict(nowhere.headers).keys()


def test_a_hidden_page_gives_neither_reason_nor_article(client):
    page = ask(client, "not-yours").content.decode()
    assert SAYS["why"] not in page
    assert "第二十七条" not in page


@pytest.mark.parametrize(
    ("how", "status"),
    [("refused", 403), ("early", 409), ("late", 409), ("done", 409), ("missing", 422),
     ("facts", 422)],
)  # fmt: skip
def test_each_kind_of_refusal_has_its_own_status(client, how, status):
    assert ask(client, how).status_code == status


def test_a_refusal_says_why_under_what_and_what_to_do_instead(client):
    page = ask(client, "late").content.decode()
    assert SAYS["why"] in page
    assert SAYS["remedy"] in page
    assert "《中华人民共和国社区矫正法》第二十七条第一款" in page


def test_a_part_of_a_page_gets_a_box_and_not_a_whole_page(client):
    response = ask(client, "late", **{"HX-Request": "true"})
    assert response.headers["X-Refused"] == "refused"
    assert "<html" not in response.content.decode()
    assert SAYS["remedy"] in response.content.decode()


@pytest.mark.parametrize("how", ["locked", "deadlock"])
def test_a_lost_lock_asks_to_send_again(client, how):
    response = ask(client, how)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert "重复提交不会重复办理" in response.content.decode()


@pytest.mark.parametrize("how", ["full", "no-space"])
def test_a_full_disk_is_named(client, how):
    response = ask(client, how)
    assert response.status_code == 507
    assert "磁盘已满" in response.content.decode()


@pytest.mark.parametrize("how", ["fault", "gone", "broken"])
def test_a_fault_of_ours_is_called_so_and_tells_nothing_else(client, how):
    response = ask(client, how)
    page = response.content.decode()
    assert response.status_code == 500
    assert "这是系统的问题，不是您的问题" in page
    assert "431103199001010012" not in page


def test_what_is_too_big_is_said_with_what_to_do(client):
    response = ask(client, "big")
    assert response.status_code == 413
    assert "减少或缩小文件" in response.content.decode()


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=100)
def test_a_form_that_is_too_big_is_refused_before_it_is_read(client):
    assert client.post("/take/", {"words": "长" * 200}).status_code == 413


def test_a_form_of_another_session_is_not_taken():
    response = Client(enforce_csrf_checks=True, HTTP_HOST="localhost").post("/take/", {"a": "b"})
    assert response.status_code == 403
    assert "表单已经过期" in response.content.decode()


def test_faults_are_told_in_english_to_who_chose_english(client):
    client.cookies["django_language"] = "en"
    assert "outside your charge" in ask(client, "not-yours").content.decode()


def test_a_refusal_becomes_part_of_the_form_and_nothing_typed_is_lost():
    from guihang.doors.desk.components import VisitForm

    form = VisitForm({"subject": "冯远帆"})
    with forms.refusing(form):
        raise TooLate(**SAYS)
    assert forms.refusal(form).remedy == SAYS["remedy"]
    assert (forms.status(form), form["subject"].value()) == (422, "冯远帆")


def test_an_impossible_fact_is_said_at_its_field():
    from guihang.doors.desk.components import VisitForm

    form = VisitForm({})
    with forms.refusing(form):
        raise BadFacts("day", why="这一天早于决定日期。")
    assert "这一天早于决定日期。" in form.errors["day"][-1]


def test_what_is_not_yours_never_becomes_part_of_a_form():
    from guihang.doors.desk.components import VisitForm

    with pytest.raises(NotYours), forms.refusing(VisitForm({})):
        raise NotYours(**SAYS)


def test_a_fault_we_know_nothing_of_is_not_explained_away():
    assert errors.known_fault(ValueError("locked")) is None
