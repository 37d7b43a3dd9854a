"""Where names are torn or joined: the hyphen of Arabic names, dashes between words, and titles with a full stop."""

from __future__ import annotations

from onrecord.reading.parse import Document, Token

# the article of Arabic names, which belongs to the name: "al-Namsha", "el Hage"
NAME_ARTICLES = frozenset({"al", "el", "ul", "ad", "as", "ash", "an", "ar", "az"})


def article_before(doc: Document, first: int) -> int | None:
    """The token of the Arabic article that is joined by a hyphen to the name that starts at token `first`."""
    if first < 2 or doc.tokens[first - 1].text != "-" or doc.tokens[first - 2].lower not in NAME_ARTICLES:
        return None
    joint = (
        doc.tokens[first - 2].end == doc.tokens[first - 1].start
        and doc.tokens[first - 1].end == doc.tokens[first].start
    )
    return first - 2 if joint else None


def is_torn(doc: Document, token: Token) -> bool:
    """True for a hyphen, and for the article of a name that goes on behind one: no names of their own."""
    if not token.text.strip("-–—."):
        return True
    return (
        token.lower in NAME_ARTICLES and token.i + 2 < len(doc.tokens) and article_before(doc, token.i + 2) == token.i
    )


def title_word(doc: Document, i: int) -> str:
    """Token `i` as a title is looked up: with its full stop where that is a token of its own ("Lt", ".")."""
    token = doc.tokens[i]
    return doc.tokens[i - 1].lower + "." if token.text == "." and i else token.lower


def is_dash(doc: Document, token: Token) -> bool:
    """True for a hyphen or dash between spaces, which joins no name."""
    return token.text in ("-", "–", "—", "--") and doc.text[token.start - 1 : token.start].isspace()
