// The review page by keyboard: keys press the page's own buttons and links, forms are sent without leaving the page,
// and the words of a claim are selected in its text. Without this script the same forms work by themselves.

import { codePoints, selectionSpan } from "/static/offsets.js";

const KEYS_OFF = "onrecord-review-keys-off";
const WORD = /[\p{L}\p{N}\p{M}]+(?:[.,:'’\/-][\p{L}\p{N}\p{M}]+)*|[^\s]/gu;

const desk = () => document.getElementById("desk");
const said = document.getElementById("said");
let busy = false;

// Going on without leaving the page

async function go(address, options, push) {
  if (busy) return;
  busy = true;
  desk().setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { ...options, headers: { Accept: "text/html" }, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page.getElementById("desk")) show(page, answer, push);
    else say(page.querySelector(".lead")?.textContent ?? "That did not work. Load the page again.", true);
  } catch {
    say("The server cannot be reached: nothing was recorded. Is it still running?", true);
  } finally {
    busy = false;
    desk().removeAttribute("aria-busy");
  }
}

function show(page, answer, push) {
  desk().replaceWith(document.adoptNode(page.getElementById("desk")));
  if (answer.ok) history[push ? "pushState" : "replaceState"](null, "", answer.url);
  prepare();
  const fault = document.getElementById("fault");
  const done = document.getElementById("done")?.textContent.trim() ?? "";
  const claim = document.getElementById("claim");
  if (fault) {
    const field = document.querySelector("[aria-invalid]");
    (field ?? fault).focus();
    announce(fault.textContent);
  } else {
    (claim ?? desk().querySelector("h1"))?.focus({ preventScroll: true });
    const top = matchMedia("(max-width: 46rem)").matches ? document.querySelector(".done, .evidence") : null;
    if (top) top.scrollIntoView({ block: "start", behavior: "instant" });
    else window.scrollTo({ top: 0, behavior: "instant" });
    announce([done, claim ? `Now: ${claim.textContent.trim()}` : "Nothing else waits."].filter(Boolean).join(" "));
  }
}

function announce(text) {
  said.textContent = text.replace(/\s+/g, " ");
}

// A line that everyone sees, for what went wrong.
function say(text, alarm = false) {
  desk().querySelector(".done")?.remove();
  const line = document.createElement("p");
  line.className = alarm ? "notice alarm done" : "notice done";
  line.textContent = text;
  desk().querySelector(".two, .empty")?.before(line);
  announce(text);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("form[data-verdict]")) {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    go(form.action, { method: "POST", body }, false);
  } else if (form.matches("form[data-swap]")) {
    event.preventDefault();
    go(`${form.action}?${new URLSearchParams(new FormData(form))}`, {}, true);
  }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-swap]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(link.href, {}, true);
});

window.addEventListener("popstate", () => location.reload());

// Keys

function isTyping(target) {
  return target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]") != null;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.key === "Escape") return leave(event);
  if (choosing(event.target)) return chooseByKey(event);
  if (event.key === "Enter" && event.target.matches?.("#verdict-note")) {
    event.preventDefault();
    return document.getElementById("claim").focus({ preventScroll: true }); // the keys work again
  }
  if (isTyping(event.target) || keysOff()) return;
  const wanted = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key.split(" ").includes(event.key));
  if (!wanted) return;
  event.preventDefault();
  if (wanted.matches("details")) toggle(wanted);
  else if (!event.repeat) wanted.click();
});

function toggle(panel) {
  const open = !panel.open;
  for (const other of document.querySelectorAll("details.panel")) other.open = other === panel && open;
  followSpan();
  if (!open) return document.getElementById("claim")?.focus({ preventScroll: true });
  const first = panel.id === "span"
    ? document.getElementById("context")
    : panel.querySelector("form input:not([type=hidden]), form select, form textarea") ?? panel.querySelector("summary");
  first?.focus({ preventScroll: true });
  // A form begins below the evidence, which stays in view.
  if (panel.getBoundingClientRect().bottom > innerHeight) panel.scrollIntoView({ block: "start", behavior: "instant" });
}

function leave(event) {
  const panel = event.target.closest?.("details.panel[open]") ?? document.querySelector("details.panel[open]");
  if (!panel) return event.target.blur?.();
  event.preventDefault();
  panel.open = false;
  document.getElementById("claim")?.focus({ preventScroll: true });
}

function keysOff() {
  try {
    return localStorage.getItem(KEYS_OFF) === "1";
  } catch {
    return false;
  }
}

// Selecting the right words, with the mouse or by keyboard

const spanPanel = () => document.getElementById("span");
const choosing = (target) => Boolean(spanPanel()?.open && target.closest?.("#context"));

// The text takes the focus while its words are chosen.
function followSpan() {
  const context = document.getElementById("context");
  const open = Boolean(spanPanel()?.open);
  context?.classList.toggle("selecting", open);
  if (open) context?.setAttribute("tabindex", "0");
  else context?.removeAttribute("tabindex");
}

function words() {
  const text = document.getElementById("paragraph").textContent;
  return [...text.matchAll(WORD)].map((found) => ({ start: found.index, end: found.index + found[0].length }));
}

// The first and last chosen word; the claim's own where nothing is selected.
function chosen(listed) {
  const paragraph = document.getElementById("paragraph");
  const selection = document.getSelection();
  const from = selection?.rangeCount && !selection.isCollapsed && paragraph.contains(selection.getRangeAt(0).commonAncestorContainer)
    ? offsetsOf(selection.getRangeAt(0))
    : offsetsOf(rangeOf(paragraph.querySelector("mark") ?? paragraph));
  const inside = listed.map((word, at) => (word.end > from.start && word.start < from.end ? at : -1)).filter((at) => at >= 0);
  return inside.length ? [inside[0], inside.at(-1)] : [0, 0];
}

function rangeOf(node) {
  const range = document.createRange();
  range.selectNodeContents(node);
  return range;
}

// Offsets into the paragraph's own text, in UTF-16 units, as DOM ranges count.
function offsetsOf(range) {
  const before = rangeOf(document.getElementById("paragraph"));
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  return { start, end: start + range.toString().length };
}

function select(start, end) {
  const walker = document.createTreeWalker(document.getElementById("paragraph"), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let at = 0;
  let begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.data.length;
    if (!begun && start < at + length) {
      range.setStart(node, start - at);
      begun = true;
    }
    if (begun && end <= at + length) {
      range.setEnd(node, end - at);
      break;
    }
    at += length;
  }
  const selection = document.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

function chooseByKey(event) {
  const moves = { ArrowRight: 1, ArrowLeft: -1, ArrowUp: -1, ArrowDown: 1 };
  if (event.key === "Enter") {
    event.preventDefault();
    return document.querySelector("#span button.main")?.focus();
  }
  const move = moves[event.key];
  if (!move) return;
  event.preventDefault();
  const listed = words();
  if (!listed.length) return;
  let [first, last] = chosen(listed);
  const within = (at) => Math.min(Math.max(at, 0), listed.length - 1);
  if (!event.shiftKey) first = last = within(move > 0 ? last + 1 : first - 1);
  else if (event.key === "ArrowRight" || event.key === "ArrowLeft") last = Math.max(first, within(last + move));
  else first = Math.min(last, within(first + move));
  select(listed[first].start, listed[last].end);
  take();
}

// Where selected words go: the form of the words, or the part of a split whose words were clicked into.
let part = null;

document.addEventListener("focusin", (event) => {
  const field = event.target.closest?.("#split input, #split select, #split textarea");
  if (field) part = field.name.includes("mark.") ? field.closest("fieldset") : null;
});

function form() {
  if (spanPanel()?.open) return spanPanel();
  return part?.isConnected && part.closest("#split").open ? part : null;
}

// Put what is selected into the form.
function take() {
  const into = form();
  const span = into ? selectionSpan(document.getElementById("context")) : null;
  if (!span) return;
  const text = [...document.getElementById("paragraph").textContent];
  const base = Number(document.getElementById("paragraph").dataset.start);
  const chosenWords = text.slice(span.start - base, span.end - base).join("");
  const trimmed = chosenWords.trim();
  const start = span.start + codePoints(chosenWords.slice(0, chosenWords.indexOf(trimmed)));
  const values = { "mark.words": trimmed, "mark.start": start, "mark.end": start + codePoints(trimmed), "mark.in": span.field };
  for (const [name, value] of Object.entries(values)) {
    const field = into.querySelector(`[name$="${name}"]`);
    if (field) field.value = name === "mark.words" ? String(value).replace(/\s+/g, " ") : value;
  }
  announce(`Selected: ${trimmed}`);
}

document.addEventListener("selectionchange", take);

// What only works with scripts, on every new piece of the page

function prepare() {
  measure();
  spanPanel()?.addEventListener("toggle", followSpan);
  followSpan();
  const box = document.getElementById("keys-on");
  if (box) {
    box.closest("label").hidden = false;
    box.checked = !keysOff();
    box.addEventListener("change", () => {
      try {
        localStorage.setItem(KEYS_OFF, box.checked ? "0" : "1");
      } catch {
        // A browser that keeps nothing keeps the keys on.
      }
    });
  }
  const current = document.querySelector(".queue [aria-current]");
  const list = current?.closest("aside");
  // The list alone scrolls, where it has its own height; the page stays where it is.
  if (list && list.scrollHeight > list.clientHeight) list.scrollTop = current.offsetTop - list.clientHeight / 2;
}

// How much of the window the evidence takes: what gets the focus is scrolled clear of it. Where the evidence itself
// scrolls, the claim's words are in view.
function measure() {
  const evidence = document.querySelector(".evidence");
  document.documentElement.style.setProperty("--evidence", `${evidence?.offsetHeight ?? 0}px`);
  const mark = evidence?.querySelector("mark");
  if (!mark || evidence.scrollHeight <= evidence.clientHeight) return;
  const place = mark.getBoundingClientRect();
  const room = evidence.getBoundingClientRect();
  if (place.bottom > room.bottom || place.top < room.top) evidence.scrollTop += place.top - room.top - room.height / 2;
}

window.addEventListener("resize", measure);
prepare();
