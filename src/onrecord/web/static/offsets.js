// The words that a person selected in a story, as the record counts them.
//
// A text that can be selected is cut into pieces, elements with
//   data-field="text" or "title"   the field of the story that the piece shows
//   data-start="120"               the offset of its first character in that field
// whose text content is exactly that part of the field. Anything may stand inside of a piece or between pieces: text
// without a piece around it does not count. web/highlight.py makes such pieces; story.html and claim.html show them.
//
// Offsets are Unicode code points, 0-based, end-exclusive, as in docs/formats.md. JavaScript counts UTF-16 units, in
// which an emoji is two: everything that leaves this module is in code points.
//
//   import { selectionSpan } from "/static/offsets.js";
//   document.addEventListener("selectionchange", () => {
//     const span = selectionSpan();   // {field: "text", start: 120, end: 126}, or null
//   });

const PIECES = "[data-field][data-start]";

/**
 * The selected part of a story: {field, start, end} in code points; null where nothing of a story is selected, or parts
 * of both its headline and its text. What is selected outside of the pieces is left out. Only pieces inside of `root`
 * count.
 */
export function selectionSpan(root = document, selection = document.getSelection()) {
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  return rangeSpan(selection.getRangeAt(0), root);
}

/** The same of any DOM Range. */
export function rangeSpan(range, root = document) {
  let found = null;
  for (const piece of root.querySelectorAll(PIECES)) {
    const part = range.intersectsNode(piece) ? spanIn(piece, range) : null;
    if (!part) continue;
    if (found && found.field !== part.field) return null;
    found = found
      ? { ...found, start: Math.min(found.start, part.start), end: Math.max(found.end, part.end) }
      : part;
  }
  return found;
}

/** The DOM Range of a field's code points `start` to `end`; null where no piece shows them all. */
export function spanRange(field, start, end, root = document) {
  const range = document.createRange();
  let begun = false;
  for (const piece of root.querySelectorAll(PIECES)) {
    if (piece.dataset.field !== field) continue;
    const from = Number(piece.dataset.start);
    const until = from + codePoints(piece.textContent);
    if (!begun && from <= start && start < until) {
      range.setStart(...pointIn(piece, start - from));
      begun = true;
    }
    if (begun && end <= until) {
      range.setEnd(...pointIn(piece, end - from));
      return range;
    }
  }
  return null;
}

/** How many code points the text has; a half of a pair that stands alone is one. */
export function codePoints(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function spanIn(piece, range) {
  const chosen = document.createRange();
  chosen.selectNodeContents(piece);
  const before = chosen.cloneRange();
  if (range.compareBoundaryPoints(Range.START_TO_START, chosen) > 0) {
    chosen.setStart(range.startContainer, range.startOffset);
  }
  if (range.compareBoundaryPoints(Range.END_TO_END, chosen) < 0) {
    chosen.setEnd(range.endContainer, range.endOffset);
  }
  // A range's text is that of its text nodes, whatever the style sheets make of it.
  const words = chosen.toString();
  if (!words) return null;
  before.setEnd(chosen.startContainer, chosen.startOffset);
  const ahead = before.toString();
  let start = Number(piece.dataset.start) + codePoints(ahead);
  // A selection that begins within a pair takes the whole of it: its second half then counts for both.
  if (isHigh(ahead.charCodeAt(ahead.length - 1)) && isLow(words.charCodeAt(0))) start -= 1;
  return { field: piece.dataset.field, start, end: start + codePoints(words) };
}

/** The text node and its UTF-16 offset that are `offset` code points into the piece. */
function pointIn(piece, offset) {
  const nodes = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
  let left = offset;
  let node = nodes.nextNode();
  for (let next = node; next; next = nodes.nextNode()) {
    node = next;
    const length = codePoints(node.data);
    if (left <= length) break;
    left -= length;
  }
  let unit = 0;
  for (const point of node.data) {
    if (left <= 0) break;
    unit += point.length;
    left -= 1;
  }
  return [node, unit];
}

const isHigh = (unit) => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit) => unit >= 0xdc00 && unit <= 0xdfff;
