"""Every order of a split's steps, legal or not, against an oracle: nobody is bound to what they never saw."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as explore

from models.offers.expiry import expire_some
from models.offers.lifecycle import Step
from models.offers.settling import Decision
from models.offers.terms import NewTerms
from models.people.viewer import Role, Viewer
from models.sharing.expiry import report_expired_links
from models.splits import counters as split_counters
from models.splits import followup as split_followup
from models.splits import rounds as split_rounds
from models.splits.counters import CounterAnswer
from models.storage.database import database
from models.storage.sql import Sql, execute
from subscriptions.live import Live, current
from subscriptions.work import unit_of_work
from tests.journeys.splits.arithmetic import Pairs
from tests.journeys.splits.negotiation import Negotiation, Numbers, rows
from tests.support.quote_rows import LINKS
from tests.support.races import is_log_intact
from tests.support.rows import HOUR, person

bound = settings(max_examples=60, stateful_step_count=10)
seats = st.integers(0, 3)
cuts = st.lists(st.integers(0, 100_00), min_size=3, max_size=3)
tables = st.tuples(cuts, cuts, st.sampled_from([0] * 10 + [1, -1]))
later = st.sampled_from([*[None] * 4, *(hours * HOUR for hours in (6, 12, 24, 48))])
ends = later | later | later | st.just(-HOUR)
off = st.sampled_from([0] * 10 + [-1, 1])
steps = st.sampled_from([Step.PAUSE, *[Step.ACTIVATE] * 3, Step.CLOSE])
decisions = st.sampled_from([*[Decision.ACCEPTED] * 3, *[Decision.COUNTERED] * 3, Decision.DECLINED])
unlikely = st.sampled_from([False] * 3 + [True])
were_sent = precondition(lambda self: self.oracle.round > 0)
End = timedelta | None


class Rounds(Negotiation, RuleBasedStateMachine):
    """What is asked of the models is asked of the oracle, and must come to the same."""

    @initialize(count=st.integers(2, 4), numbers=tables, deadline=later, end=later)
    def begin(self, count: int, numbers: Numbers, deadline: End, end: End) -> None:
        self.create_draft(count, numbers, deadline)
        self.send(end)

    def draft(self, table: Pairs) -> None:
        terms = NewTerms("split", {"shares": rows(table)})
        self.does(lambda o: o.revise(self.author, {}, terms, None, self.now), self.oracle.draft(table))

    def send(self, end: End) -> None:
        until, send = self.at(end), split_rounds.send_invites
        reasons = self.oracle.send(until, self.now)
        self.does(lambda o: send(o, self.author, LINKS, until, self.now), reasons)

    def take(self, places: list[int], off: int, slip: int) -> None:
        (first, second), *rest = self.oracle.proposal(places)
        expected, seen = [(first + slip, second), *rest], self.oracle.version + off
        wanted, answer = self.by_person(expected), split_counters.answer_counters
        answers = [(self.people[place], CounterAnswer.TAKE) for place in places]
        reasons = self.oracle.take(seen, places, expected, self.now)
        self.does(lambda o: answer(o, self.author, seen, answers, wanted, LINKS, self.now), reasons)

    # What the author does

    @rule(numbers=tables, end=ends, is_sent=st.booleans())
    def draft_or_send(self, numbers: Numbers, end: End, is_sent: bool) -> None:
        if is_sent:
            self.send(end)
        else:
            self.draft(self.table(numbers))

    @rule(numbers=tables, end=ends, off=off)
    def revise(self, numbers: Numbers, end: End, off: int) -> None:
        table, until, seen = self.table(numbers), self.at(end), self.oracle.version + off
        wanted, revise = self.by_person(table), split_rounds.revise
        reasons = self.oracle.revise(seen, table, until, self.now)
        self.does(lambda o: revise(o, self.author, seen, wanted, "", until, LINKS, self.now), reasons)

    @rule(seat=seats, off=off, slip=st.sampled_from([0, 0, 0, 1]))
    def take_counters(self, seat: int, off: int, slip: int) -> None:
        """All that there are, or that of somebody who has made none."""
        self.take(self.oracle.countered() or [self.seat(seat)], off, slip)

    @rule(seat=seats)
    def reopen(self, seat: int) -> None:
        (place, *_) = [*self.oracle.countered(), self.seat(seat)]
        reopen, reasons = split_followup.reopen, self.oracle.reopen(place, self.now)
        self.does(lambda o: reopen(o, self.author, [self.people[place]], LINKS, self.now), reasons)

    @were_sent
    @rule(seat=seats, master=st.integers(0, 100_00), then=st.sampled_from(["take", "slip", "reopen", "wait"]))
    def haggle(self, seat: int, master: int, then: str) -> None:
        """A counter that is answered at once, or holds the others up."""
        told = self.oracle.present[self.seat(seat)]
        self.answered(told, Decision.COUNTERED, master, self.oracle.version)
        if then == "reopen":
            self.reopen(seat)
        elif then == "wait":
            self.everybody_accepts(told.seat)
        else:
            self.take([told.seat], 0, then == "slip")

    @were_sent
    @rule(seat=seats)
    def resend(self, seat: int) -> None:
        who, resend = self.people[self.seat(seat)], split_followup.resend
        reasons = self.oracle.resend(self.seat(seat), self.now)
        self.does(lambda o: resend(o, self.author, who, LINKS, self.now), reasons)

    @rule(step=steps)
    def step(self, step: Step) -> None:
        reasons = self.oracle.step(step, self.now)
        self.does(lambda o: o.take(step, self.author, self.now), reasons)

    @were_sent
    @rule(seat=seats, end=ends, is_withdrawn=unlikely, hours=st.sampled_from([0, 13]))
    def move_end(self, seat: int, end: End, is_withdrawn: bool, hours: int) -> None:
        """Of a link: later, sooner, never or now; perhaps it has come before anybody does anything."""
        share, until, place = self.share(seat), self.at(end), self.seat(seat)
        if is_withdrawn:
            self.does(lambda o: share.revoke(o, self.author, self.now), self.oracle.revoke(place))
        else:
            reasons = self.oracle.extend(place, until, self.now)
            self.does(lambda o: share.extend(o, self.author, until, self.now), reasons)
            self.wait(hours, False)
            self.answered(self.oracle.present[place], Decision.ACCEPTED, 0, self.oracle.version)

    # What time does

    @rule(hours=st.integers(1, 8), is_swept=st.booleans())
    def wait(self, hours: int, is_swept: bool) -> None:
        self.now += hours * HOUR
        if is_swept:
            self.run(unit_of_work(lambda: expire_some(self.now)))
            self.run(unit_of_work(lambda: report_expired_links(self.now)))

    # What participants do

    @were_sent
    @rule(seat=seats, decision=decisions, master=st.integers(0, 100_00), off=off)
    def answer(self, seat: int, decision: Decision, master: int, off: int) -> None:
        told = self.oracle.present[self.seat(seat)]
        self.answered(told, decision, master, self.oracle.version + off)

    @were_sent
    @rule(which=st.integers(0, 40), decision=decisions, as_shown=st.booleans())
    def answer_through_any(self, which: int, decision: Decision, as_shown: bool) -> None:
        """Through whatever link there ever was, for what it showed or for what is now."""
        told = self.issued[which % len(self.issued)]
        self.answered(told, decision, 50_00, told.version if as_shown else self.oracle.version)

    @were_sent
    @rule(but=st.integers(0, 5))
    def everybody_accepts(self, but: int) -> None:
        """But one, or all."""
        for told in [each for each in self.oracle.present if each.seat != but]:
            self.answered(told, Decision.ACCEPTED, 0, self.oracle.version)

    @were_sent
    @rule(which=st.integers(0, 40))
    def look(self, which: int) -> None:
        told = self.issued[which % len(self.issued)]
        self.agrees(self.looked_at(told), self.oracle.look(told, self.now))

    @invariant()
    def is_as_the_oracle_says(self) -> None:
        if hasattr(self, "people"):
            self.run(self.compare())


@contextmanager
def stage(url: str) -> Iterator[asyncio.Runner]:
    """One open database and one author for all that is played."""
    opened = AsyncExitStack()

    async def open_it() -> Viewer:
        await opened.enter_async_context(database(url))
        current.set(await opened.enter_async_context(Live("memory://")))
        await execute(Sql("PRAGMA synchronous = OFF"))  # nobody cuts the power of a test
        return await person(Role.AGENT)

    with asyncio.Runner() as runner:
        Negotiation.loop, Negotiation.author = runner, runner.run(open_it())
        yield runner
        runner.run(opened.aclose())


def test_nobody_is_ever_bound_to_numbers_that_they_did_not_see(sqlite_url: str) -> None:
    with stage(sqlite_url) as loop:
        explore(Rounds, settings=bound)
        assert loop.run(is_log_intact())
