"""In what manner a place is opened or shut: "partially", "on a trial basis", "until further notice"."""

from __future__ import annotations

from dataclasses import replace

from onrecord.lexicon import Lexicon
from onrecord.model import Event, Reading, Span
from onrecord.reading.layer import Layer
from onrecord.reading.parse import Document, Parsed, Token

QUALIFIED = frozenset({"OPEN", "CLOSE"})


def layer(lexicon: Lexicon) -> Layer:
    """The layer, with its words."""
    entry = lexicon.entry("manners", "manner")
    modifiers, bases = frozenset(entry.list_of("modifiers")), frozenset(entry.list_of("bases"))

    def read(parsed: Parsed, reading: Reading) -> Reading:
        if not any(event.type in QUALIFIED for event in reading.events):
            return reading
        return replace(reading, events=tuple(qualified(parsed, event, modifiers, bases) for event in reading.events))

    return read


def qualified(parsed: Parsed, event: Event, modifiers: frozenset[str], bases: frozenset[str]) -> Event:
    """The event with its manner, where its trigger has one."""
    if event.type not in QUALIFIED:
        return event
    document = parsed.document(event.span)
    for trigger in document.at(event.span):
        manner = manner_of(document, trigger, modifiers, bases)
        if manner:
            return replace(event, manner=manner)
    return event


def manner_of(document: Document, trigger: Token, modifiers: frozenset[str], bases: frozenset[str]) -> Span | None:
    """The words below the trigger that say how: a phrase before a single word."""
    for preposition in document.children(trigger.i, "prep"):
        if any(child.lemma in bases for child in document.children(preposition.i, "pobj")):
            return phrase(document, preposition, bases)
    for child in document.children(trigger.i, "amod", "advmod"):
        if child.lower in modifiers:
            return Span(child.start, child.end, document.field)
    return None


def phrase(document: Document, preposition: Token, bases: frozenset[str]) -> Span:
    """From the preposition to its noun: "on a trial basis" without the date that the parse hangs on it."""
    noun = next(child for child in document.children(preposition.i, "pobj") if child.lemma in bases)
    return Span(preposition.start, noun.end, document.field)
