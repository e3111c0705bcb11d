"""What somebody means by a text: pure. Only what is all of one mind counts, the rest is unclear."""

import re
from enum import StrEnum
from unicodedata import category, normalize


class Meaning(StrEnum):
    """What a reply was taken for."""

    YES = "YES"
    PASS = "PASS"  # noqa: S105 - no password
    STOP = "STOP"
    START = "START"
    HELP = "HELP"
    UNCLEAR = "UNCLEAR"


# Who writes more than this has something else to say.
MOST_WORDS = 12
NICETIES = (
    "please|pls|plz|thanks|thank you|thankyou|thx|ty|hi|hello|hey|sorry|great|perfect"
    "|see you then|see you there|see you"
)
ACCEPTED = (
    "yes|y|yeah|yep|yup|ya|yea|yess|ok|okay|k|kk|sure|of course|absolutely|definitely|sounds good"
    "|(?:i will |ill |i would |id )?(?:take|book|love|want) (?:it|this)|i want it|i will|im in|count me in"
    "|book|book me|book me in|confirm|confirmed|accept|i accept|works for me|that works|i will be there"
)
DECLINED = (
    "pass|i pass|i will pass|ill pass|no|n|nope|nah|not now|not today|not this time|not interested|not for me"
    "|skip|skip it|skip this|decline|next time|maybe next time|another time|i am busy|im busy|busy"
    "|(?:i )?(?:cant|cannot|can not)(?: make| do)?(?: it| this)?(?: today)?|(?:i )?dont want it"
)
# The words that are Twilio's own, when they are the whole message.
STOP = re.compile("stop|stopall|stop all|unsubscribe|cancel|end|quit|revoke|optout|opt out")
# It stops nothing there when it is said in a sentence, and does here.
ASKS_TO_STOP = re.compile(r"\b(?:stop|unsubscribe|opt out|optout|no more (?:texts|messages|sms))\b")
STOPPING = (
    "stop|unsubscribe|opt out|optout|no more|texting|messaging|sending|texts|messages|sms"
    "|me|all|it|now|this|these|the|to|from"
)
# What people send instead of a word, of whatever colour.
SIGNS = {"\U0001f44d": "yes", "\U0001f44c": "yes", "\u2705": "yes", "\U0001f44e": "no", "\u274c": "no"}
APOSTROPHES = frozenset("'`\u00b4\u02bc\u2018\u2019")


def _only(phrases: str) -> re.Pattern[str]:
    """One or more of these, one after another, with nothing else among them."""
    return re.compile(f"(?:(?:{phrases})(?: |$))+")


SAID_ALONE = {
    Meaning.START: re.compile("start|unstop"),
    Meaning.HELP: re.compile("help|help me|info"),
    Meaning.YES: _only(ACCEPTED),
    Meaning.PASS: _only(DECLINED),
}
OF_STOPPING, NICE = _only(STOPPING), re.compile(rf"\b(?:{NICETIES})\b")


def meaning_of(body: str) -> Meaning:
    """However it is written; UNCLEAR when it is of two minds, or says something else."""
    said = _words(body)
    if said.count(" ") >= MOST_WORDS:
        return Meaning.UNCLEAR
    bare = " ".join(NICE.sub(" ", said).split())
    if STOP.fullmatch(said) or (ASKS_TO_STOP.search(bare) and OF_STOPPING.fullmatch(bare)):
        return Meaning.STOP
    found = (meaning for meaning, alone in SAID_ALONE.items() if alone.fullmatch(bare))
    return next(found, Meaning.UNCLEAR)


def _words(body: str) -> str:
    """Small letters and figures with one space between words; `I'll` is one word."""
    text = normalize("NFKC", body).casefold()
    for sign, word in SIGNS.items():
        text = text.replace(sign, f" {word} ")
    return " ".join("".join(map(_plain, text)).split())


def _plain(letter: str) -> str:
    if letter in APOSTROPHES or category(letter) in ("Cf", "Mn"):
        return ""
    return letter if letter.isalnum() else " "
