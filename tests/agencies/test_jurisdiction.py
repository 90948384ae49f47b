"""Who sees how far, from posts and charges on a day."""


def test_an_officer_of_a_township_sees_his_own_office_only(cast):
    officer = cast.actor("township_officer")
    assert officer.reach == (cast.unit("office").path,)
    assert not officer.sees(cast.unit("second_office").path)
