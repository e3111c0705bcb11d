"""A state machine that takes every step of a split, legal or not, beside the oracle."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from models.offers.expiry import expire_due
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
from tests.support.negotiation.arithmetic import Pairs
from tests.support.negotiation.negotiation import Negotiation, Numbers, rows
from tests.support.quote_rows import LINKS
from tests.support.rows import HOUR, person

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
    """Every step is taken by the models and by the oracle, with the same outcome."""

    @initialize(count=st.integers(2, 4), numbers=tables, deadline=later, end=later)
    def begin(self, count: int, numbers: Numbers, deadline: End, end: End) -> None:
        self.create_draft(count, numbers, deadline)
        self.send(end)

    def draft(self, table: Pairs) -> None:
        terms = NewTerms("split", {"shares": rows(table)})
        self.act_as_author(
            lambda o: o.revise(self.author, {}, terms, None, self.now), self.oracle.draft(table)
        )

    def send(self, end: End) -> None:
        until, send = self.at(end), split_rounds.send_invites
        reasons = self.oracle.send(until, self.now)
        self.act_as_author(lambda o: send(o, self.author, LINKS, until, self.now), reasons)

    def take(self, places: list[int], off: int, slip: int) -> None:
        (first, second), *rest = self.oracle.proposal(places)
        expected, version = [(first + slip, second), *rest], self.oracle.version + off
        shares, answer = self.by_person(expected), split_counters.answer_counters
        answers = [(self.people[place], CounterAnswer.TAKE) for place in places]
        reasons = self.oracle.take(version, places, expected, self.now)
        self.act_as_author(
            lambda o: answer(o, self.author, version, answers, shares, LINKS, self.now), reasons
        )

    # Steps of the author

    @rule(numbers=tables, end=ends, is_sent=st.booleans())
    def draft_or_send(self, numbers: Numbers, end: End, is_sent: bool) -> None:
        if is_sent:
            self.send(end)
        else:
            self.draft(self.table(numbers))

    @rule(numbers=tables, end=ends, off=off)
    def revise(self, numbers: Numbers, end: End, off: int) -> None:
        table, until, version = self.table(numbers), self.at(end), self.oracle.version + off
        shares, revise = self.by_person(table), split_rounds.revise
        reasons = self.oracle.revise(version, table, until, self.now)
        self.act_as_author(
            lambda o: revise(o, self.author, version, shares, "", until, LINKS, self.now), reasons
        )

    @rule(seat=seats, off=off, slip=st.sampled_from([0, 0, 0, 1]))
    def take_counters(self, seat: int, off: int, slip: int) -> None:
        """Take all counters, or that of a participant who has made none."""
        self.take(self.oracle.counter_seats() or [self.seat(seat)], off, slip)

    @rule(seat=seats)
    def reopen(self, seat: int) -> None:
        (place, *_) = [*self.oracle.counter_seats(), self.seat(seat)]
        reopen, reasons = split_followup.reopen, self.oracle.reopen(place, self.now)
        self.act_as_author(lambda o: reopen(o, self.author, [self.people[place]], LINKS, self.now), reasons)

    @were_sent
    @rule(seat=seats, master=st.integers(0, 100_00), then=st.sampled_from(["take", "slip", "reopen", "wait"]))
    def haggle(self, seat: int, master: int, then: str) -> None:
        """Make a counter that is answered immediately, or blocks the others."""
        invitation = self.oracle.present[self.seat(seat)]
        self.answer_through(invitation, Decision.COUNTERED, master, self.oracle.version)
        if then == "reopen":
            self.reopen(seat)
        elif then == "wait":
            self.accept_all_but(invitation.seat)
        else:
            self.take([invitation.seat], 0, then == "slip")

    @were_sent
    @rule(seat=seats)
    def resend(self, seat: int) -> None:
        who, resend = self.people[self.seat(seat)], split_followup.resend
        reasons = self.oracle.resend(self.seat(seat), self.now)
        self.act_as_author(lambda o: resend(o, self.author, who, LINKS, self.now), reasons)

    @rule(step=steps)
    def step(self, step: Step) -> None:
        reasons = self.oracle.step(step, self.now)
        self.act_as_author(lambda o: o.take(step, self.author, self.now), reasons)

    @were_sent
    @rule(seat=seats, end=ends, is_withdrawn=unlikely, hours=st.sampled_from([0, 13]))
    def move_end(self, seat: int, end: End, is_withdrawn: bool, hours: int) -> None:
        """Withdraw a link or move its end, then answer through it, perhaps after the end."""
        share, until, place = self.share(seat), self.at(end), self.seat(seat)
        if is_withdrawn:
            self.act_as_author(lambda o: share.revoke(o, self.author, self.now), self.oracle.revoke(place))
        else:
            reasons = self.oracle.extend(place, until, self.now)
            self.act_as_author(lambda o: share.extend(o, self.author, until, self.now), reasons)
            self.wait(hours, False)
            self.answer_through(self.oracle.present[place], Decision.ACCEPTED, 0, self.oracle.version)

    # Time

    @rule(hours=st.integers(1, 8), is_swept=st.booleans())
    def wait(self, hours: int, is_swept: bool) -> None:
        self.now += hours * HOUR
        if is_swept:
            self.run(unit_of_work(lambda: expire_due(self.now)))
            self.run(unit_of_work(lambda: report_expired_links(self.now)))

    # Steps of the participants

    @were_sent
    @rule(seat=seats, decision=decisions, master=st.integers(0, 100_00), off=off)
    def answer(self, seat: int, decision: Decision, master: int, off: int) -> None:
        invitation = self.oracle.present[self.seat(seat)]
        self.answer_through(invitation, decision, master, self.oracle.version + off)

    @were_sent
    @rule(which=st.integers(0, 40), decision=decisions, as_shown=st.booleans())
    def answer_through_any(self, which: int, decision: Decision, as_shown: bool) -> None:
        """Answer through any link, old or new, about the version that it showed or the current one."""
        invitation = self.invitations[which % len(self.invitations)]
        self.answer_through(
            invitation, decision, 50_00, invitation.version if as_shown else self.oracle.version
        )

    @were_sent
    @rule(exception=st.integers(0, 5))
    def accept_all_but(self, exception: int) -> None:
        """Accept every open invitation except that of one seat, or all if the seat does not exist."""
        for invitation in [link for link in self.oracle.present if link.seat != exception]:
            self.answer_through(invitation, Decision.ACCEPTED, 0, self.oracle.version)

    @were_sent
    @rule(which=st.integers(0, 40))
    def look(self, which: int) -> None:
        invitation = self.invitations[which % len(self.invitations)]
        self.check_outcome(self.check_view(invitation), self.oracle.look(invitation, self.now))

    @invariant()
    def matches_the_oracle(self) -> None:
        if hasattr(self, "people"):
            self.run(self.compare())


@contextmanager
def open_negotiations(url: str) -> Iterator[asyncio.Runner]:
    """Open one database with one author for all negotiations of a test."""
    stack = AsyncExitStack()

    async def open_database() -> Viewer:
        await stack.enter_async_context(database(url))
        current.set(await stack.enter_async_context(Live("memory://")))
        await execute(Sql("PRAGMA synchronous = OFF"))  # nobody cuts the power of a test
        return await person(Role.AGENT)

    with asyncio.Runner() as runner:
        Negotiation.loop, Negotiation.author = runner, runner.run(open_database())
        yield runner
        runner.run(stack.aclose())
