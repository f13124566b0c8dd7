"""Which days and months lie ahead, seen from Friday 8 March 2019: the verb that governs the date decides."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from claims_beam.claims.dates import find_dates
from claims_beam.claims.tense import is_ahead
from claims_beam.records import Span
from claims_beam.text.words import NUMBERS, tokenize

PUBLISHED = date(2019, 3, 8)

# A participle before a future verb: the day of what has happened stays in the past.
SEIZED_THEN_SOLD = [
    ("the goats stolen on Tuesday will be returned", ["2019-03-05"]),
    ("the minister sacked on Monday would appeal", ["2019-03-04"]),
    ("the shop that burned down on Sunday might never reopen", ["2019-03-03"]),
    ("a law passed by the Senate on Wednesday could cut taxes", ["2019-03-06"]),
    ("those hurt on Saturday are expected to recover", ["2019-03-02"]),
    ("the miners who were trapped on Thursday must wait", ["2019-03-07"]),
    ("the strike called off on Tuesday is set to resume", ["2019-03-05"]),
    ("the rules adopted in February will be reviewed", ["2019-02"]),
    ("prices that rose in January should fall again", ["2019-01"]),
    ("the bowler dropped in December may be picked again", ["2018-12"]),
    ("the MP elected in November is likely to resign", ["2018-11"]),
    ("the boats seized on Monday will be sold on Tuesday", ["2019-03-04", "2019-03-12"]),
]
AHEAD = [
    ("the court will sit on Monday", ["2019-03-11"]),
    ("it won’t rain on Tuesday", ["2019-03-12"]),
    ("they’ll vote on Wednesday", ["2019-03-13"]),
    ("the hearing is scheduled for Thursday", ["2019-03-14"]),
    ("a strike planned for Sunday", ["2019-03-10"]),
    ("the minister is due to fly out on Saturday", ["2019-03-09"]),
    ("the bank plans to shut it in May", ["2019-05"]),
    ("the store opens on Monday", ["2019-03-11"]),
    ("the team flies to Lagos on Tuesday", ["2019-03-12"]),
    ("we must decide by Wednesday", ["2019-03-13"]),
    ("the board agreed to meet on Thursday", ["2019-03-14"]),
    ("ahead of Tuesday’s vote", ["2019-03-12"]),
    ("the road will not reopen until May", ["2019-05"]),
    ("not until June will the pool be filled", ["2019-06"]),
    ("if it rains on Sunday, there is no match", ["2019-03-10"]),
    ("On Monday, the council will vote", ["2019-03-11"]),
    ("Tuesday’s budget is expected to raise taxes", ["2019-03-12"]),
    ("they are meeting the mayor on Wednesday", ["2019-03-13"]),
    ("starting Monday, masks are compulsory", ["2019-03-11"]),
    ("to open the gates on Sunday", ["2019-03-10"]),
    ("the case was adjourned until Monday", ["2019-03-11"]),
    ("the match was postponed to Sunday", ["2019-03-10"]),
    ("the school will stay shut until Wednesday", ["2019-03-13"]),
    ("the firm is to close the plant on Tuesday", ["2019-03-12"]),
    ("a cut in taxes by January", ["2020-01"]),
    ("the goods to be shipped between now and Tuesday", ["2019-03-12"]),
    ("he turns 65 in May", ["2019-05"]),
    ("the deadline is Monday", ["2019-03-11"]),
    ("Monday is the deadline", ["2019-03-11"]),
    ("owners have until Tuesday to pay", ["2019-03-12"]),
    ("it will rain over the weekend", ["2019-03-09/2019-03-10"]),
    ("he hopes to be back in January", ["2020-01"]),
]
BEHIND = [
    ("crews worked until Wednesday", ["2019-03-06"]),
    ("the road did not reopen until Tuesday", ["2019-03-05"]),
    ("she has been in Pune since Monday", ["2019-03-04"]),
    ("the vote was held on Thursday", ["2019-03-07"]),
    ("he would have flown on Sunday", ["2019-03-03"]),
    ("the dam burst on Saturday", ["2019-03-02"]),
    ("the minister had left by Wednesday", ["2019-03-06"]),
    ("the school stayed shut until Wednesday", ["2019-03-06"]),
    ("it closed in May", ["2018-05"]),
    ("the shop was open in October", ["2018-10"]),
    ("On Monday, police shot a man", ["2019-03-04"]),
    ("Tuesday’s fire killed two", ["2019-03-05"]),
    ("he was taken to hospital on Wednesday", ["2019-03-06"]),
    ("it rained over the weekend", ["2019-03-02/2019-03-03"]),
    ("the crash at the weekend killed two", ["2019-03-02/2019-03-03"]),
    ("he managed to escape on Thursday", ["2019-03-07"]),
    ("a replay of Sunday’s final will be played", ["2019-03-03"]),
    ("the strike had been due on Monday", ["2019-03-04"]),
    ("the man, May Carter, left on Monday", ["2019-03-04"]),
]
# Two days that one sentence tells of, each by its own verb.
BOTH = [
    ("the mayor quit on Monday, and on Tuesday his deputy will take over", ["2019-03-04", "2019-03-12"]),
    ("the exam was cancelled in February and will be held in June", ["2019-02", "2019-06"]),
    ("the team that lost on Saturday plays again on Wednesday", ["2019-03-02", "2019-03-13"]),
    ("it was shut on Sunday. It will open on Monday", ["2019-03-03", "2019-03-11"]),
    ("it closed on Monday and Tuesday and will close again", ["2019-03-04", "2019-03-05"]),
    ("he will stay from Sunday until Tuesday", ["2019-03-10", "2019-03-12"]),
]


def found(text: str) -> list[str | None]:
    return [date.iso for date in find_dates(text, [Span(0, len(text))], PUBLISHED)]


@pytest.mark.parametrize(("text", "expected"), [*SEIZED_THEN_SOLD, *AHEAD, *BEHIND, *BOTH])
def test_the_verb_of_the_date_decides(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@given(st.text(), st.integers(-3, 40), st.integers(0, 3))
def test_any_text_has_a_tense_or_none(text: str, first: int, length: int) -> None:
    assert is_ahead(tokenize(text, NUMBERS), max(0, first), max(0, first) + length) in (True, False, None)
