"""The meaning of the words that customers reply."""

import time

import pytest

from models.messaging.reply import MOST_WORDS, Meaning, meaning_of

YES = [
    "YES",
    "yes!",
    " Yes please ",
    "y",
    "Yeah",
    "yep",
    "yup",
    "ok",
    "Okay, thanks",
    "sure",
    "I'll take it",
    "i\u2019ll take it!!",
    "I will take it",
    "book it",
    "Book",
    "Book me in please",
    "yes yes yes",
    "Yes. See you then!",
    "\U0001f44d",
    "\U0001f44d\U0001f3fd",
    "Yes \U0001f44d",
    "\uff39\uff25\uff33",
    "y\u200bes",
    "yes\n\n",
    "*yes*",
]
PASS = [
    "PASS",
    "pass.",
    "no",
    "N",
    "nope",
    "No thanks",
    "No, thank you!",
    "not now",
    "skip",
    "Sorry, can't make it",
    "I cant",
    "I cannot make it today",
    "\U0001f44e",
    "no \U0001f64f",
]
STOP = [
    "STOP",
    "stop.",
    "Stop please",
    "please stop",
    "stop texting me",
    "Please stop sending me these messages",
    "no more texts please",
    "STOPALL",
    "UNSUBSCRIBE",
    "unsubscribe me",
    "CANCEL",
    "END",
    "quit",
    "Revoke",
    "OPTOUT",
    "OPT OUT",
    "opt-out",
]
UNCLEAR = [
    "",
    " ",
    "?",
    "thanks",
    "yes but no",
    "yes \U0001f44e",
    "ok no",
    "no problem",
    "no stop",
    "yes stop",
    "don't stop",
    "yes can we make it 5?",
    "yes tomorrow",
    "cancel please",
    "cancel my appointment",
    "the end",
    "who is this",
    "maybe",
    "see you",
    "it",
    "\u2764\ufe0f",
    "yes " * (MOST_WORDS + 1),
]
TABLE = {
    Meaning.YES: YES,
    Meaning.PASS: PASS,
    Meaning.STOP: STOP,
    Meaning.START: ["START", "start!", "Unstop"],
    Meaning.HELP: ["HELP", "help?", "info", "Help me please"],
    Meaning.UNCLEAR: UNCLEAR,
}


@pytest.mark.parametrize(
    ("body", "meaning"), [(body, meaning) for meaning, bodies in TABLE.items() for body in bodies]
)
def test_a_reply_means(body: str, meaning: Meaning) -> None:
    assert meaning_of(body) is meaning


@pytest.mark.parametrize(
    "phrase",
    ["i will take it ", "stop texting ", "opt out ", "yes", "\U0001f44d", "thank you ", "\u0301", "\0"],
)
def test_no_reply_takes_long_to_read(phrase: str) -> None:
    """Phrases that can be read in two ways would otherwise double the work with each of them."""
    begun = time.process_time()
    for count in (MOST_WORDS // len(phrase.split() or [""]), 1600):
        meaning_of(phrase * count + "x")
    assert time.process_time() - begun < 0.5
