"""The tense and the auxiliaries of the verb that a figure hangs on, read from the words as the parse may be wrong."""

from __future__ import annotations

from onrecord.reading.figure_scene import Scene
from onrecord.reading.grammar import auxiliaries, clause_verb


def verb_group(scene: Scene, i: int) -> list[int]:
    """The auxiliaries, adverbs aside, that stand before the verb at token `i`, nearest first."""
    tokens, found = scene.document.tokens, []
    k = i - 1
    while k >= scene.first and i - k < 8:
        token = tokens[k]
        if token.lemma in ("be", "have", "get", "do") or token.tag in ("MD", "TO"):
            found.append(k)
        elif (
            (token.tag not in ("RB", "VBN", "VBD", "CC", "IN", "DT", "VBG") and token.lower not in ("either", "both"))
            or (token.tag in ("IN", "DT", "VBG") and token.lower not in ("among", "those", "the"))
            or (
                token.tag == "VBD"
                and scene.cues.get(k) is None
                and token.lemma not in ("report", "confirm", "fear", "believe", "know")
            )
        ):
            break
        k -= 1
    return found


def tense_of(scene: Scene, at: int) -> str:
    """perfect, past, present or none (a bare participle, a noun) of the verb that the figure hangs on."""
    document = scene.document
    token = document.tokens[at]
    group = [document.tokens[i] for i in verb_group(scene, at)]
    if not group and token.tag[:2] in ("VB", "JJ"):
        group = list(auxiliaries(document, at))
    if not group and token.tag not in ("VBD", "VBZ", "VBP"):
        verb = clause_verb(document, at if token.tag[:2] != "VB" else token.head)
        if verb is None or not scene.first <= verb < scene.last or verb == at:
            return "none"
        if token.tag in ("VBN", "VBG", "JJ"):
            return "perfect" if any(other.lemma == "have" for other in auxiliaries(document, verb)) else "none"
        token, group = document.tokens[verb], [document.tokens[i] for i in verb_group(scene, verb)]
    if any(other.lemma == "have" and other.tag != "VBG" for other in group):
        return "perfect"
    if group:
        return "past" if any(other.lower in ("was", "were", "did") for other in group) else "present"
    return "past" if token.tag == "VBD" else "present"
