"""The page of components, as an officer meets it: with a mouse, a keyboard, a phone, in the dark."""

import pytest
from browser import PHONE, look_over

pytestmark = pytest.mark.journey


def test_the_components_hold_on_every_screen(page, site):
    site.sign_in(page, "squad_leader")
    page.goto("/ui/")
    look_over(page, "components")
