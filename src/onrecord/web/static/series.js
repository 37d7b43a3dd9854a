// Charts that answer: point at a value to read its sentence, click to open its claim. Without this script the picture
// stands as it is, and the tables hold every number.

const dark = matchMedia("(prefers-color-scheme: dark)");
const AXIS = 100; // pixels beside the drawing for its axis
const ends = new WeakMap(); // a figure -> what ends the drawing in it
let engine = null;

function scripts(address) {
  engine ??= new Promise((made, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = made;
    script.onerror = failed;
    document.head.append(script);
  });
  return engine;
}

async function specification(figure) {
  const width = Math.max(200, Math.min(1200, Math.floor(figure.clientWidth - AXIS)));
  const answer = await fetch(`${figure.dataset.chart}&width=${width}&scheme=${dark.matches ? "dark" : "light"}`);
  if (!answer.ok) throw new Error(`chart: ${answer.status}`);
  return answer.json();
}

async function draw(figure) {
  const [spec] = await Promise.all([specification(figure), scripts(figure.dataset.script)]);
  const fresh = document.createElement("div");
  fresh.className = "drawn";
  fresh.setAttribute("role", "img");
  fresh.setAttribute("aria-label", figure.dataset.alt);
  // `ast`: expressions are interpreted, since the page's policy lets no text become code.
  const { view, finalize } = await window.vegaEmbed(fresh, spec, {
    mode: "vega-lite", ast: true, actions: false, renderer: "svg", defaultStyle: false, tooltip: () => {},
    loader: { load: () => Promise.reject(new Error("a chart loads nothing")) },
  });
  fresh.querySelector("svg").setAttribute("aria-hidden", "true"); // the label and the tables say what it shows
  figure.querySelector(".drawn, picture").replaceWith(fresh);
  figure.querySelector(".hint").hidden = false;
  ends.get(figure)?.();
  const listening = new AbortController();
  ends.set(figure, () => {
    listening.abort();
    finalize();
  });
  answering(figure, fresh, view, listening.signal);
}

function answering(figure, drawn, view, signal) {
  let shown = null;
  let last = null; // the kind of pointer that moved last
  const tip = figure.querySelector(".tip") ?? figure.appendChild(note());
  const hide = () => {
    shown = null;
    tip.hidden = true;
    drawn.classList.remove("over");
  };
  const told = (item) => {
    const row = item?.datum?.datum ?? item?.datum;
    return row?.claim ? row : null;
  };
  view.addEventListener("pointermove", (event, item) => {
    last = event.pointerType;
    const row = told(item);
    if (!row) return hide();
    drawn.classList.add("over");
    if (row !== shown) fill(tip, row);
    shown = row;
    place(figure, tip, event);
  });
  view.addEventListener("click", (event, item) => {
    const row = told(item);
    // A finger points and clicks at once: its first touch shows the sentence, whose link opens the claim.
    if (row && last !== "touch") location.assign(`/claim/${encodeURIComponent(row.claim)}`);
    if (row && last === "touch") {
      fill(tip, row);
      tip.classList.add("held-open");
      place(figure, tip, event);
    }
  });
  drawn.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && hide());
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide(), { signal });
  hide();
}

function note() {
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  return tip;
}

function line(tag, name, text) {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

function fill(tip, row) {
  const number = row.finding ? row.name : Number(row.value).toLocaleString("en");
  const open = line("a", "", "Open the claim");
  open.href = `/claim/${encodeURIComponent(row.claim)}`;
  open.tabIndex = -1;
  const words = line("p", "quote", row.sentence);
  words.dir = "auto";
  tip.replaceChildren(
    line("span", "figure", number), line("span", "quiet", ` ${row.on}${row.finding ? "" : `, ${row.name}`}`), words, open,
  );
  tip.hidden = false;
}

function place(figure, tip, event) {
  const box = figure.getBoundingClientRect();
  const x = event.clientX - box.left;
  const y = event.clientY - box.top;
  const beside = x > box.width / 2 ? x - tip.offsetWidth - 16 : x + 16;
  const left = Math.max(0, Math.min(beside, box.width - tip.offsetWidth));
  const above = y - tip.offsetHeight - 16;
  tip.style.left = `${left}px`;
  tip.style.top = `${above + box.top > 0 ? above : y + 20}px`;
}

const figures = [...document.querySelectorAll("figure[data-chart]")];
const drawAll = (which) => which.forEach((figure) => draw(figure).catch((error) => console.warn(error.message)));
const seen = new IntersectionObserver((entries) => {
  const near = entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target);
  near.forEach((figure) => seen.unobserve(figure));
  drawAll(near);
}, { rootMargin: "200px" });
figures.forEach((figure) => seen.observe(figure));

const redraw = () => drawAll(figures.filter((figure) => figure.querySelector(".drawn")));
dark.addEventListener("change", redraw);
let width = window.innerWidth;
let waiting = 0;
addEventListener("resize", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (width !== window.innerWidth) redraw();
    width = window.innerWidth;
  }, 250);
});
