"""A participant's link never shows private data of the others, and no token is stored."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from graphql import GraphQLObjectType, GraphQLUnionType, get_named_type

from schema.build import build_schema
from tests.journeys.sharing.test_secrets import run_server
from tests.journeys.test_splits import DOT
from tests.support.actors import Cast, Users
from tests.support.database_dump import PasswordlessUser, dump
from tests.support.server import Client
from tests.support.sharing import EXTEND, OPEN, ROTATE, VIEW
from tests.support.splits import (
    ANSWER,
    INVITE,
    REMIND,
    REOPEN,
    RESEND,
    SIGNED,
    Split,
    accept,
    counter,
    decline,
    part,
    send_split,
)

PRIVATE = {"reason", "id", "offerId", "shareId", "participantId", "recipient", "url", "views", "fetches"}
MARKS = ("reason", "notes", "signed", "mail", "elsewhere", "project")
REVISION = "2126-01-01T00:00:00Z"


@pytest.fixture(scope="module")
def cast(users: Users) -> Cast:
    return Cast(users)


def read_all_answers(holder: Client, token: str) -> str:
    """Return the raw answers of all public fields to a token, with headers."""
    text, yes = "", {"decision": "ACCEPTED", "version": 1, "split": SIGNED}
    for query in (INVITE, OPEN, VIEW, ANSWER):
        variables = {"token": token} | (yes if query is ANSWER else {})
        told = holder.http.post("/graphql", json={"query": query, "variables": variables})
        text += f"{told.headers} {told.text}"
    return text


def new_marks() -> dict[str, str]:
    return {name: f"{name}-{uuid4().hex}" for name in MARKS}


def ids_of_others(split: Split, but: int) -> list[str]:
    """Return the ids and links of everybody except one participant."""
    others = [person for place, person in enumerate(split.people) if place != but]
    ids = [word for person in others for word in (person["id"], person["share"]["id"], person["email"])]
    return [*ids, *(token for place, token in enumerate(split.tokens) if place != but)]


def test_no_canary_is_in_any_answer(cast: Cast) -> None:
    author: Any = PasswordlessUser(cast.server)
    mark = new_marks()
    people = [part(name, 25, 25) for name in ("Ada", "Ben", "Cleo", "Dee")]
    people[1]["email"] = f"{mark['mail']}@band.example"
    split = send_split(author, people)
    strangers = [part("Eve", 50, 50), part("Fay", 50, 50)]
    elsewhere = send_split(author, strangers, projectName=mark["project"], description=mark["elsewhere"])
    tokens, hidden = (
        split.tokens,
        [*ids_of_others(split, 0), *ids_of_others(elsewhere, -1), elsewhere.id, split.id],
    )
    said = read_all_answers(cast.stranger, tokens[0])
    counter(cast.stranger, tokens[1], 77.77, 66.66, comment=mark["notes"])
    accept(cast.stranger, tokens[2], signature=mark["signed"], drawn=DOT)
    said += read_all_answers(cast.stranger, tokens[0])
    waiting = str(cast.stranger.get(INVITE, token=tokens[3]))
    decline(cast.stranger, tokens[3], comment=mark["reason"])
    said += read_all_answers(cast.stranger, tokens[0])
    answers = ["77.77", "66.66", DOT, "Signed by", str(author.id)]
    assert [word for word in [*mark.values(), *answers, people[0]["email"]] if word in waiting] == []
    assert [word for word in [*hidden, *mark.values(), *answers[:3], answers[4]] if word in said] == []
    assert all(word in said for word in ("Ada", "Dee", "COUNTERED", "DECLINED", "ada@band.example"))


def test_what_was_agreed_shows_who_signed_and_nothing_that_they_signed_with(cast: Cast) -> None:
    author: Any = PasswordlessUser(cast.server)
    mark, split = new_marks(), send_split(author)
    tokens = split.tokens
    accept(cast.stranger, tokens[0])
    for token in tokens[1:]:
        accept(cast.stranger, token, signature=mark["signed"], drawn=DOT)
    said = read_all_answers(cast.stranger, tokens[0])
    hidden = [*ids_of_others(split, 0), mark["signed"], DOT, split.id]
    assert [word for word in hidden if word in said] == []
    assert all(word in said for word in ("agreement", "Ben", "Cleo", "Signed by me"))


def test_an_invitation_that_was_replaced_says_nothing_of_the_new_one(cast: Cast) -> None:
    author: Any = PasswordlessUser(cast.server)
    split = send_split(author)
    old = split.tokens[0]
    split.revise((11.11, 22.22), (44.44, 33.33), (44.45, 44.45), note="A note to all")
    said = read_all_answers(cast.stranger, old)
    assert [word for word in ("11.11", "Night Bus", "Ada", "A note", *split.tokens) if word in said] == []
    new = read_all_answers(cast.stranger, split.tokens[0])
    assert ("11.11" in new, "A note" in new) == (True, False)


def test_the_schema_of_invitations_has_no_private_field() -> None:
    """A participant's own address is the only one in what a link to a split opens."""
    types = build_schema()._schema.type_map
    union = types["SplitInviteResult"]
    assert isinstance(union, GraphQLUnionType)
    waiting, fields = list(union.types), dict[str, set[str]]()
    while waiting:
        one = waiting.pop()
        fields[one.name] = set(one.fields)
        below = [get_named_type(field.type) for field in one.fields.values()]
        waiting += [t for t in below if isinstance(t, GraphQLObjectType) and t.name not in fields]
    assert {"SplitInvite", "InvitedParticipant", "InvitedYou", "InviteAnswer", "InviteSigner"} <= set(fields)
    assert set.union(*fields.values()) & PRIVATE == set()
    assert [name for name, known in fields.items() if "email" in known] == ["InvitedYou"]
    assert fields["InviteSigner"] == {"place", "name", "role", "at"}


def story(author: PasswordlessUser, holder: Client) -> set[str]:
    """Run the whole life of a split with every field that takes or returns a token; return all tokens."""
    by: Any = author
    split = send_split(by, validUntil="2126-01-01")
    tokens = set(split.tokens)
    for token in split.tokens:
        read_all_answers(holder, f"{token}x")
        holder.get(INVITE, token=token)
        holder.http.get(f"/splits/invite/{token}")
        holder.get(VIEW, token=token)
        counter(holder, token, 40, 40)
    by.client.get(REOPEN, id=split.people[0]["id"])
    by.client.get(RESEND, id=split.people[0]["id"])
    by.client.get(EXTEND, id=split.people[0]["share"]["id"], end=REVISION)
    tokens |= set(split.tokens)
    by.client.get(ROTATE, id=split.people[0]["share"]["id"])
    tokens |= set(split.tokens)
    split.revise((50, 50), (25, 25), (25, 25))
    by.client.get(REMIND, id=split.id)
    for token in tokens:
        accept(holder, token)
    for token in split.tokens:
        accept(holder, token, version=2)
    assert split.current["status"] == "ACCEPTED"
    return tokens | set(split.tokens)


def test_no_token_is_in_the_tables_or_in_the_log(database_url: str, tmp_path: Path) -> None:
    with run_server(database_url, tmp_path) as server:
        author: Any = PasswordlessUser(server)  # type: ignore[arg-type]
        tokens = story(author, server.client())
        rows = str(dump(server))  # type: ignore[arg-type]
    said = server.log.read_text()
    assert (len(tokens), "ada@band.example" in rows, "event=operation" in said) == (8, True, True)
    assert [token for token in tokens if token in rows or token in said] == []
