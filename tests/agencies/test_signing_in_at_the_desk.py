"""Signing in at the desk, as a browser does it."""

import cast as the_cast


def test_somebody_signs_in_with_name_and_password(cast, client):
    answer = client.post(
        "/sign-in/", {"username": "township.officer", "password": the_cast.PASSWORD}
    )
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/"
