"""The meaning of a reply: pure functions. A reply that is ambiguous in any part is unclear."""

import re
from enum import StrEnum
from unicodedata import category, normalize


class Meaning(StrEnum):
    """The meaning we read in a reply."""

    YES = "YES"
    PASS = "PASS"  # noqa: S105 - no password
    STOP = "STOP"
    START = "START"
    HELP = "HELP"
    UNCLEAR = "UNCLEAR"


# A longer reply says something else.
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
# Twilio's own keywords, which count when they are the whole message.
STOP = re.compile("stop|stopall|stop all|unsubscribe|cancel|end|quit|revoke|optout|opt out")
# Twilio ignores a request to stop within a sentence; we honour it.
ASKS_TO_STOP = re.compile(r"\b(?:stop|unsubscribe|opt out|optout|no more (?:texts|messages|sms))\b")
STOPPING = (
    "stop|unsubscribe|opt out|optout|no more|texting|messaging|sending|texts|messages|sms"
    "|me|all|it|now|this|these|the|to|from"
)
# Emoji that people send instead of a word, in any skin colour.
SIGNS = {"\U0001f44d": "yes", "\U0001f44c": "yes", "\u2705": "yes", "\U0001f44e": "no", "\u274c": "no"}
APOSTROPHES = frozenset("'`\u00b4\u02bc\u2018\u2019")


def _only(phrases: str) -> re.Pattern[str]:
    """Compile a pattern of one or more of these phrases with nothing in between."""
    return re.compile(f"(?:(?:{phrases})(?: |$))+")


PATTERNS = {
    Meaning.START: re.compile("start|unstop"),
    Meaning.HELP: re.compile("help|help me|info"),
    Meaning.YES: _only(ACCEPTED),
    Meaning.PASS: _only(DECLINED),
}
STOP_PHRASE, NICE = _only(STOPPING), re.compile(rf"\b(?:{NICETIES})\b")


def meaning_of(body: str) -> Meaning:
    """Return the meaning, regardless of case and punctuation; UNCLEAR if it is mixed or unknown."""
    words = _words(body)
    if words.count(" ") >= MOST_WORDS:
        return Meaning.UNCLEAR
    bare = " ".join(NICE.sub(" ", words).split())
    if STOP.fullmatch(words) or (ASKS_TO_STOP.search(bare) and STOP_PHRASE.fullmatch(bare)):
        return Meaning.STOP
    meanings = (meaning for meaning, alone in PATTERNS.items() if alone.fullmatch(bare))
    return next(meanings, Meaning.UNCLEAR)


def _words(body: str) -> str:
    """Normalize to lower-case words with single spaces; apostrophes vanish, so `I'll` is one word."""
    text = normalize("NFKC", body).casefold()
    for sign, word in SIGNS.items():
        text = text.replace(sign, f" {word} ")
    return " ".join("".join(map(_plain, text)).split())


def _plain(letter: str) -> str:
    if letter in APOSTROPHES or category(letter) in ("Cf", "Mn"):
        return ""
    return letter if letter.isalnum() else " "
