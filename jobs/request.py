"""What an e-mail asks of whoever gets a link, by kind of offer."""

from models.kinds.split import SPLIT, SplitRow
from models.offer_row import OfferRow


def request_of(offer: OfferRow) -> str:
    if offer.kind == SPLIT.name:
        return _to_agree(offer.author.name, offer.terms)
    return f"{offer.author.name} has an offer for you: “{offer.title}”.\n\nLook at it and answer here:"


def _to_agree(author: str, terms: SplitRow) -> str:
    again = f" This is round {terms.round}; only your answer to this invitation counts."
    return (
        f"{author} asks you to agree to who gets what of “{terms.project_name}”."
        f"{again if terms.round > 1 else ''}\n\n"
        "See everybody's shares and your own, and sign, decline or ask for other shares here:"
    )
