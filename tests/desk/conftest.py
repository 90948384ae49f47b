"""A desk without a browser: pages asked for and forms sent as a signed-in person."""

import re

import pytest


@pytest.fixture
def play(cast):
    """Let the people of the cast act: `play.ask(); play.check(); play.grant()`."""
    import matters

    return matters.play(cast)


class Desk:
    """One person's desk: the words of a page, and the forms on it."""

    def __init__(self, client):
        self.client = client
        self.answer = None

    def open(self, address):
        self.answer = self.client.get(address)
        return self

    def send(self, address, **fields):
        self.answer = self.client.post(address, fields)
        return self

    @property
    def status(self):
        return self.answer.status_code

    @property
    def page(self):
        return self.answer.content.decode()

    @property
    def words(self):
        main = self.page.partition("<main")[2] or self.page
        return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.fixture
def desk(cast, settings):
    """Sit somebody of the cast down: `desk("squad_officer").open("/")`."""
    from django.test import Client

    import cast as the_cast

    settings.GUIHANG_TODAY = the_cast.TODAY

    def sit(name):
        client = Client()
        client.post(
            "/sign-in/",
            {"username": the_cast.username(name), "password": the_cast.PASSWORD},
        )
        return Desk(client)

    return sit
