"""The seven links as they are lived in the simulated county, by the people who work there."""

from __future__ import annotations

import pytest

from county_site import county_home, password, places, sign_in, site
from desks import Desks

__all__ = ("county_home", "places", "site")


@pytest.fixture
def desks(browser, site):
    """Whoever works in the county sits at his desk: `desks["squad.officer"]` is his page."""
    open_desks = Desks(browser, site, lambda page, name: sign_in(page, site, name))
    yield open_desks
    open_desks.close()


@pytest.fixture
def sign(site):
    """Sign one step of a matter with one's own password: `sign(page, "grant")`."""

    def sign(page, act):
        page.locator(f"[data-opens='sign-{act}']").click()
        dialog = page.locator(f"dialog#sign-{act}")
        dialog.locator("input[name=password]").fill(password(site))
        dialog.locator("button[type=submit]").click()

    return sign
