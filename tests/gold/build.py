"""Build the gold files from the hand-written stories in `stories/*.toml`.

    python tests/gold/build.py [--check]

Writes, beside this file, `stories.jsonl` (Story format), `gold.jsonl` (Reading format plus `published_ok`,
`date_inferable` and `sentences`) and, from the stories with `demo = true`, `src/onrecord/demo/stories.jsonl` in order
of date. With --check nothing is written; the exit status is 1 where a file on disk is not what would be built.

A TOML file quotes the text and never counts characters. Wherever a span is wanted stands a string, or a table
`{text = "..", nth = 2, in = "title"}`; items of `times`, `figures` and `events` carry `text`, `nth` and `in`
themselves. A quote matches whole words and whole numbers only ("no" is not found in "now", "18" not in "18,000") and
must be the only match, or say which it is by `nth`. Short forms, all optional:

    "The toll ... on Monday"    from the first words to the next place where the last words stand
    day = "2025-08-23"          from = that day, to = the next (times: also type DATE and value)
    late = true                 in figures: a late addition, counted now though it happened earlier
    value = 5                   in figures: low = high = 5
    said_day, said_from/said_to in attributions: the interval of `said`
    participants, actor, recipient
                                in events: one name or a list, instead of `actors`
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

Json = dict[str, Any]

HERE = Path(__file__).parent
DEMO = HERE.parent.parent / "src" / "onrecord" / "demo" / "stories.jsonl"

ABBREVIATIONS = frozenset(
    "Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sept. Sep. Oct. Nov. Dec. U.S. U.N. U.K. Mr. Mrs. Ms. Dr. Gen. Lt. Col. Gov. "
    "Sen. St. a.m. p.m. No. vs.".split()
)
BREAK = re.compile(r'\n+|(?<=[.!?]) +(?=["“A-Z0-9])|(?<=[.!?]["”]) +(?=["“A-Z0-9])')
FIGURE_KEYS = ("of", "from", "to", "place", "speaker")
FIGURE_EXTRAS = ("what", "part_of", "was", "each", "late", "optional", "speaker_also")
EVENT_KEYS = ("from", "to", "place", "speaker")
EVENT_EXTRAS = ("deadline", "recurs", "round")
STORY_KEYS = ("title", "outlet", "published", "url", "lang")
SPAN_KEYS = ("text", "nth", "in", "day", "from", "to")
ATTRIBUTION_EXTRAS = ("chain", "also", "speaker_also")
KNOWN: dict[str, frozenset[str]] = {
    "story": frozenset((*STORY_KEYS, *"id text published_ok date_inferable demo how main".split())),
    "times": frozenset((*SPAN_KEYS, "type", "value")),
    "attributions": frozenset(
        (*ATTRIBUTION_EXTRAS, *"source cue content speaker kind said_day said_from said_to".split())
    ),
    "figures": frozenset(
        (*SPAN_KEYS, *FIGURE_KEYS, *FIGURE_EXTRAS, *"value low high bound measure mode denied".split())
    ),
    "events": frozenset((*SPAN_KEYS, *EVENT_KEYS, *EVENT_EXTRAS, *"type mode status condition".split()))
    | {"actors", "participants", "actor", "recipient"},
    "positions": frozenset(("text", "nth", "in", *"type negated holder target target_ok optional".split())),
}


class GoldError(ValueError):
    """A story file that cannot be built; the message names the file."""


def find(story: Json, quote: str | Json) -> Json:
    """The span of a quote, as start, end and text (and `in` for the headline)."""
    given: Json = {"text": quote} if isinstance(quote, str) else quote
    words, where = given["text"], given.get("in", "text")
    if " ... " in words:
        return stretch(story, given)
    left = r"(?<!\w)(?<!\d[.,])" if words[0].isalnum() else ""
    right = r"(?!\w)(?![.,]\d)" if words[-1].isalnum() else ""
    starts = [match.start() for match in re.finditer(left + re.escape(words) + right, story[where])]
    nth = given.get("nth")
    if not starts:
        raise GoldError(f"{story['id']}: not in the {where}: {words!r}")
    if nth is None and len(starts) > 1:
        seen = "; ".join(f"{i}: …{story[where][max(0, s - 25) : s + 25]}…" for i, s in enumerate(starts, 1))
        raise GoldError(f"{story['id']}: {words!r} occurs {len(starts)} times in the {where}, give nth ({seen!r})")
    if nth is not None and not 1 <= nth <= len(starts):
        raise GoldError(f"{story['id']}: {words!r} has no occurrence {nth} in the {where}")
    start = starts[(nth or 1) - 1]
    span: Json = {"start": start, "end": start + len(words), "text": words}
    if story[where][span["start"] : span["end"]] != words:
        raise GoldError(f"{story['id']}: offsets of {words!r} do not give it back")
    return span | ({"in": where} if where != "text" else {})


def stretch(story: Json, given: Json) -> Json:
    """The span of a quote without its middle: from its first words to the next place where its last words stand."""
    first, last = given["text"].split(" ... ")
    head, body = find(story, given | {"text": first}), story[given.get("in", "text")]
    end = body.find(last, head["end"])
    if end < 0:
        raise GoldError(f"{story['id']}: {last!r} does not follow {first!r}")
    end += len(last)
    return head | {"end": end, "text": body[head["start"] : end]}


def period(item: Json) -> Json:
    """`from` and `to` of an item, `day` spelled out."""
    if "day" not in item:
        return {"from": item.get("from"), "to": item.get("to")}
    day = date.fromisoformat(item["day"])
    return {"from": day.isoformat(), "to": (day + timedelta(days=1)).isoformat()}


def time(story: Json, item: Json) -> Json:
    value = item.get("value", item.get("day"))
    return find(story, item) | {"type": item.get("type", "DATE"), "value": value} | period(item)


def listed(value: str | list[str] | None) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else value


def quoted(text: str) -> list[bool]:
    """For each character, whether it stands inside double quotation marks; each paragraph starts outside."""
    inside, flags = False, []
    for character in text:
        if character == "\n":
            inside = False
        opens = (character == '"' and not inside) or character == "“"
        inside = opens or (inside and character not in '"”')
        flags.append(inside)
    return flags


def kind(story: Json, content: Iterable[Json]) -> str:
    """direct where every letter of the content is inside quotation marks, indirect where none is, mixed otherwise."""
    flags = quoted(story["text"])
    letters = {flags[i] for span in content for i in range(span["start"], span["end"]) if story["text"][i].isalnum()}
    return "mixed" if len(letters) == 2 else "direct" if True in letters else "indirect"


def attribution(story: Json, item: Json) -> Json:
    parts = {part: [find(story, quote) for quote in item.get(part, [])] for part in ("source", "cue", "content")}
    if item["kind"] != (computed := kind(story, parts["content"])):
        raise GoldError(f"{story['id']}: kind {item['kind']} should be {computed}: {parts['content'][0]['text']!r}")
    said = period({name[5:]: item[name] for name in ("said_from", "said_to", "said_day") if name in item})
    row = parts | {"speaker": item.get("speaker"), "kind": item["kind"], "said": said if said["from"] else None}
    return row | {name: item[name] for name in ATTRIBUTION_EXTRAS if name in item}


def figure(story: Json, item: Json) -> Json:
    low, high = (item.get(name, item.get("value")) for name in ("low", "high"))
    row = find(story, item) | {"low": low, "high": high, "bound": item.get("bound", "exact")}
    row |= {"measure": item["measure"], "mode": item["mode"]}
    row |= {name: item.get(name) for name in FIGURE_KEYS} | period(item) | {"denied": item.get("denied", False)}
    return row | {name: item[name] for name in FIGURE_EXTRAS if name in item}


def event(story: Json, item: Json) -> Json:
    actors = item.get("actors") or [
        {"role": role, "name": name}
        for role, key in (("actor", "actor"), ("recipient", "recipient"), ("participant", "participants"))
        for name in listed(item.get(key))
    ]
    row = find(story, item) | {"type": item["type"], "mode": item.get("mode"), "status": item["status"]}
    row |= {"actors": actors} | {name: item.get(name) for name in EVENT_KEYS} | period(item)
    if "condition" in item:
        row["condition"] = find(story, item["condition"])
    return row | {name: item[name] for name in EVENT_EXTRAS if name in item}


def position(story: Json, item: Json) -> Json:
    """A position: any of the names of `holder` and `target` counts as right, no `target` means that none is named."""
    row = find(story, item) | {"type": item["type"], "negated": item.get("negated", False)}
    row |= {"holders": item["holder"], "targets": item.get("target", []), "targets_ok": item.get("target_ok", [])}
    return row | ({"optional": True} if item.get("optional") else {})


def sentences(text: str) -> list[int]:
    """Where each sentence of the body starts: after a line break, or after a stop that does not end an abbreviation."""
    starts = [0]
    for match in BREAK.finditer(text):
        before = text[: match.start()].rsplit(None, 1)[-1]
        if "\n" in match.group() or before.lstrip('("“') not in ABBREVIATIONS:
            starts.append(match.end())
    return starts


def load(path: Path) -> Json:
    try:
        story = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise GoldError(f"{path.name}: {error}") from error
    story["text"] = story["text"].strip("\n")
    if story["id"] != path.stem:
        raise GoldError(f"{path.name}: its id is {story['id']!r}")
    known_keys(path.name, story)
    return story


def known_keys(name: str, story: Json) -> None:
    """Refuse a key that nothing reads: a misspelt one, or one that stands after a table and so belongs to it."""
    layers = KNOWN.keys() - {"story"}
    items = [("story", {key: story[key] for key in story.keys() - layers})]
    items += [(layer, item) for layer in sorted(layers) for item in story.get(layer, [])]
    for layer, item in items:
        if unknown := item.keys() - KNOWN[layer]:
            raise GoldError(f"{name}: {layer} {item.get('text', '')[:40]!r}: unknown keys {sorted(unknown)}")


def reading(story: Json) -> Json:
    """The gold row of a story."""
    layers: dict[str, Callable[[Json, Json], Json]] = {
        "times": time,
        "attributions": attribution,
        "figures": figure,
        "events": event,
        "positions": position,
    }
    given = story.get("published")
    how = "given" if given else story.get("how", "inferred")
    row: Json = {"id": story["id"], "published": {"value": given or story["published_ok"][0], "how": how}}
    for name, build in layers.items():
        try:
            row[name] = [build(story, item) for item in story.get(name, [])]
        except KeyError as error:
            raise GoldError(f"{story['id']}: an item of {name} has no {error}") from error
    check(story, row)
    main = story.get("main", {})
    row["main"] = {"killed": main.get("killed"), "injured": main.get("injured")}
    row["sentences"] = sentences(story["text"])
    return row | {"published_ok": story["published_ok"], "date_inferable": story["date_inferable"]}


def check(story: Json, row: Json) -> None:
    """Refuse a span that is marked twice, an order of from and to that cannot be, and a whole that is not there."""
    for name in ("times", "figures", "events"):
        spans = [(item.get("in", "text"), item["start"]) for item in row[name]]
        if len(set(spans)) < len(spans):
            raise GoldError(f"{story['id']}: {name} has a span twice: {sorted(s for s in spans if spans.count(s) > 1)}")
        for item in row[name]:
            if item["from"] and item["to"] and not item["from"] < item["to"]:
                raise GoldError(f"{story['id']}: {item['text']!r} ends before it starts")
    for item in row["figures"]:
        if not 0 <= item.get("part_of", 0) < max(1, len(row["figures"])):
            raise GoldError(f"{story['id']}: {item['text']!r} is part of no figure")


def lines(rows: Iterable[Json]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def as_story(story: Json) -> Json:
    return {"id": story["id"], "text": story["text"]} | {key: story[key] for key in STORY_KEYS if key in story}


def sentence_rows(path: Path = HERE / "positions.toml") -> list[tuple[Json, Json]]:
    """The single sentences with their positions, each as a story and its gold row."""
    rows = []
    for number, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["rows"], 1):
        if unknown := row.keys() - {"text", "positions"}:
            raise GoldError(f"{path.name}: row {number}: unknown keys {sorted(unknown)}")
        story = {"id": f"position-{number}", "text": row["text"], "published": "2026-02-02"}
        known_keys(path.name, {"id": story["id"], "positions": row.get("positions", [])})
        gold = {"id": story["id"], "positions": [position(story, item) for item in row.get("positions", [])]}
        rows.append((story, gold))
    return rows


def build(folder: Path = HERE / "stories") -> dict[Path, str]:
    """What each output file should hold."""
    stories = [load(path) for path in sorted(folder.glob("*.toml"))]
    demo = sorted((s for s in stories if s.get("demo")), key=lambda s: (s["published_ok"][0], s["id"]))
    return {
        HERE / "stories.jsonl": lines(map(as_story, stories)),
        HERE / "gold.jsonl": lines(map(reading, stories)),
        DEMO: lines(map(as_story, demo)),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, fail where a file is stale")
    checking: bool = parser.parse_args().check
    try:
        outputs = build()
    except GoldError as error:
        print(error, file=sys.stderr)
        return 1
    stale = [path for path, text in outputs.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if checking:
        print("\n".join(f"stale: {path.name}" for path in stale) or "all built", file=sys.stderr)
        return bool(stale)
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(outputs[path], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
