"""What the page of a preview shows: each story of a paste with its date, its claims and its problems."""

from __future__ import annotations

from onrecord.api import Draft, Record
from onrecord.model import Problem
from onrecord.web.brief import brief_card
from onrecord.web.parts import ClaimCard, StoryLine, story_line
from onrecord.web.pastes import Held
from onrecord.web.shown import Content, Words

# Shown of a preview, shared by its stories, so that its page stays small.
MOST_CLAIMS, FEWEST_CLAIMS = 400, 3
MOST_TEXT, LONGEST_TEXT = 200_000, 20_000  # characters, of all stories and of one
MOST_PROBLEMS = 200


class DraftPart(Content):
    """A story that was read: its place in the paste, its date with its reasons, its claims and problems.

    `more_claims` are those beyond the ones shown. `outcome` is what became of it where it was kept: new, changed or
    unchanged; `on_record` is true where a story with these very words is on record.
    """

    number: int
    story: StoryLine
    text: Words
    cut: bool
    claims: tuple[ClaimCard, ...]
    more_claims: int
    problems: tuple[Words, ...]
    on_record: bool
    outcome: str | None


class PreviewPage(Content):
    """What a text would put on record, or, where `kept`, did put on record; `page` is a web page as it came, made safe.

    `preview` is the name by which it is kept.
    """

    preview: str
    kept: bool
    drafts: tuple[DraftPart, ...]
    problems: tuple[Words, ...]
    page: Words | None


def preview_page(record: Record, held: Held) -> PreviewPage:
    """The page of a preview."""
    found = held.pasted.preview
    outcomes = dict(held.kept or ())
    on_record = record.held(draft.story.id for draft in found.drafts)
    number = max(1, len(found.drafts))
    claims, chars = max(FEWEST_CLAIMS, MOST_CLAIMS // number), min(LONGEST_TEXT, MOST_TEXT // number)
    parts = [
        draft_part(place, draft, claims, chars, outcomes.get(draft.story.id), draft.story.id in on_record)
        for place, draft in enumerate(found.drafts, 1)
    ]
    return PreviewPage(
        preview=held.name,
        kept=held.kept is not None,
        drafts=tuple(parts),
        problems=tuple(line(problem) for problem in found.problems[:MOST_PROBLEMS]),
        page=held.pasted.page,
    )


def draft_part(number: int, draft: Draft, claims: int, chars: int, outcome: str | None, on_record: bool) -> DraftPart:
    """A story of a preview with the first of its claims, and the first characters of its text."""
    story, entries = draft.story, draft.entries()
    return DraftPart(
        number=number,
        story=story_line(story, draft.reading.published),
        text=story.text[:chars],
        cut=len(story.text) > chars,
        claims=tuple(brief_card(entry) for entry in entries[:claims]),
        more_claims=max(0, len(entries) - claims),
        problems=tuple(problem.what for problem in draft.reading.problems),
        on_record=on_record,
        outcome=outcome,
    )


def line(problem: Problem) -> str:
    """A problem on one line."""
    return f"{problem.where}: {problem.what}"
