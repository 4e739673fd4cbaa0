"""What the readings reached on our own messages: a change that loses any of it is a change for the worse."""

from tests.relations.figures import figures, lines


def test_the_parts_share_no_claim():
    tune = {claim["text"] for claim in lines("tune", "claims")}
    held = {claim["text"] for claim in lines("held", "claims")}
    assert len(tune) + len(held) >= 700
    assert not tune & held


def test_there_are_messages_enough_and_none_twice():
    texts = [message["text"] for part in ("tune", "held") for message in lines(part, "messages")]
    assert len(texts) >= 12_300
    assert len(set(texts)) == len(texts)


def test_the_part_that_rules_were_made_with():
    tune = figures("tune")
    assert tune.answered >= 0.8605
    assert tune.relation_right >= 0.954
    assert tune.disputes_recognised >= 0.931
    assert tune.disputes_answered <= 0.0195
    assert tune.near_misses_answered <= 0.0405
    assert tune.chatter_answered == 0


def test_the_part_that_was_kept_aside():
    held = figures("held")
    assert held.answered >= 0.809
    assert held.relation_right >= 0.921
    assert held.disputes_recognised >= 0.867
    assert held.disputes_answered <= 0.0525
    assert held.near_misses_answered <= 0.0515
    assert held.chatter_answered == 0
