// Lights up a claim in the list while the pointer or the focus is on its words, and its words while it is on the claim.
// Its sentence is tinted where the browser can tint text that no element holds. Without this script the links lead from
// one to the other.

import { spanRange } from "/static/offsets.js";

const list = document.getElementById("found");
const words = new Map(); // the id of a claim -> the runs of text that are its words

for (const run of document.querySelectorAll("[data-claims]")) {
  for (const id of run.dataset.claims.split(" ")) {
    if (!words.has(id)) words.set(id, []);
    words.get(id).push(run);
  }
}

function lit(ids) {
  for (const one of document.querySelectorAll(".lit")) one.classList.remove("lit");
  for (const id of ids) {
    for (const run of words.get(id) ?? []) run.classList.add("lit");
    document.getElementById(`claim-${id}`)?.classList.add("lit");
  }
  tint(ids);
}

function tint(ids) {
  if (!globalThis.CSS?.highlights) return;
  const sentences = ids.map((id) => sentence(document.getElementById(`claim-${id}`))).filter(Boolean);
  CSS.highlights.set("sentence", new Highlight(...sentences));
}

function sentence(item) {
  if (!item) return null;
  const { field, from, to } = item.dataset;
  return spanRange(field, Number(from), Number(to));
}

// Only the list moves, and only where it has a scroll bar of its own: the text under the pointer stays where it is.
function reveal(id) {
  const item = document.getElementById(`claim-${id}`);
  const frame = list?.closest(".aside");
  if (!item || !frame || frame.scrollHeight <= frame.clientHeight) return;
  const room = frame.getBoundingClientRect();
  const place = item.getBoundingClientRect();
  if (place.top < room.top) frame.scrollTop += place.top - room.top;
  else if (place.bottom > room.bottom) frame.scrollTop += place.bottom - room.bottom;
}

function follow(event) {
  const run = event.target.closest?.("[data-claims]");
  if (run) {
    // The innermost claim and those of the same words; wider ones light up where only they are pointed at.
    const ids = run.dataset.claims.split(" ");
    const inner = words.get(ids[0]).length;
    lit(ids.filter((id) => words.get(id).length === inner));
    reveal(ids[0]);
    return;
  }
  const item = event.target.closest?.("[data-claim]");
  lit(item ? [item.dataset.claim] : []);
}

if (list) {
  document.addEventListener("pointerover", follow);
  document.addEventListener("focusin", follow);
}
