"""What a year brings besides the course of each case: inquiries, objections, an end by ruling."""

from guihang.cases.vocabulary import InquiryState


def test_inquiries_were_answered_sent_back_or_are_under_way(rows):
    states = {state for (state,) in rows("SELECT state FROM cases_inquiry")}
    assert {InquiryState.SENT, InquiryState.RETURNED, InquiryState.UNDERWAY} <= states


def test_an_inquiry_stands_with_the_case_of_who_came_after_it(rows):
    joined = rows(
        "SELECT i.person_id = c.person_id, i.followed FROM cases_inquiry i"
        " JOIN cases_case c ON c.id = i.case_id"
    )
    assert joined
    assert all(same and followed for same, followed in joined)


def test_an_opinion_was_discussed_twice_before_it_was_sent(rows):
    sent = rows(
        "SELECT count(*), sum(d.concluded_at IS NOT NULL) FROM decisions_discussion d"
        " JOIN decisions_matter m ON m.id = d.matter_id"
        " WHERE m.kind = 'inquiry' AND m.stage = 'told' GROUP BY m.id"
    )
    assert sent
    assert all((held, concluded) == (2, 2) for held, concluded in sent)


def test_an_opinion_is_overdue_this_morning(rows):
    assert rows(
        "SELECT 1 FROM cases_inquiry WHERE state = 'underway' AND due < '2026-11-23' LIMIT 1"
    )


def test_a_leave_was_lengthened_from_the_day_after_its_end(rows):
    longer = rows(
        "SELECT t.leaves, f.returns, t.returns FROM supervision_trip t"
        " JOIN supervision_trip f ON f.id = t.extends_id"
    )
    assert longer
    for begins, until, ends in longer:
        assert begins <= ends == until


def test_who_was_registered_of_late_has_the_papers_of_his_arrival(rows):
    for form in ("arrival_report", "basic_sheet"):
        lacking = rows(
            "SELECT count(*) FROM cases_caseevent e JOIN cases_case c ON c.id = e.case_id"
            " WHERE e.what = 'registered' AND e.day > '2026-10-01' AND e.noted_by_id IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM dossiers_paper p"
            " WHERE p.dossier_id = c.dossier_id AND p.form = ? AND p.stage = 'issued')",
            form,
        )
        assert lacking == [(0,)]


def test_an_objection_was_answered_and_then_taken_to_the_procuratorate(rows):
    assert rows(
        "SELECT count(*) FROM supervision_objection"
        " WHERE answered_on IS NOT NULL AND referred_on IS NOT NULL"
    ) == [(1,)]


def test_a_revocation_ran_from_the_proposal_to_the_delivery(rows):
    (ended,) = rows(
        "SELECT p.answer, p.delivered_on > p.answered_on, c.state FROM supervision_proceeding p"
        " JOIN decisions_matter m ON m.id = p.matter_id JOIN cases_case c ON c.id = p.case_id"
        " WHERE m.kind = 'revocation_proposal'"
    )
    assert ended == ("granted", 1, "terminated")
