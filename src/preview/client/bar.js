// The bar at the foot of the page: errors and warnings, times, drafts, word counts, lines. It is in a shadow tree, which
// the page's styles and scripts do not reach. Whatever comes from files is inserted as text.

const SHEET = `
:host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; font: 14px/1.4 system-ui, sans-serif; color: #fff; color-scheme: dark; }
@media print { :host { display: none; } }
[hidden] { display: none !important; }
* { box-sizing: border-box; }
.bar { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; padding: 4px 12px; background: #1d2733; border-top: 1px solid #5b6b7d; }
.bar .grow { flex: 1 1 8em; min-width: 0; overflow-wrap: anywhere; }
button, a { font: inherit; color: inherit; background: none; border: 1px solid #8a9bad; border-radius: 4px; padding: 3px 9px; min-height: 28px; cursor: pointer; text-decoration: none; }
button:hover, a:hover { background: #33414f; }
button:focus-visible, a:focus-visible, [tabindex]:focus-visible { outline: 3px solid #ffd60a; outline-offset: 2px; }
button[aria-expanded="true"] { background: #fff; color: #1d2733; }
.status, .status[aria-expanded="true"] { font-weight: 600; color: #fff; background: none; border-color: transparent; }
.status[aria-expanded="true"] { border-color: #fff; }
.status::before { content: "✓ "; }
.status.status[data-is="warning"] { background: #5c4700; }
.status[data-is="warning"]::before { content: "! "; }
.status.status[data-is="error"] { background: #a3121f; }
.status[data-is="error"]::before { content: "✕ "; }
.status[data-is="away"]::before { content: "… "; }
.panel { max-height: 55vh; overflow: auto; padding: 12px; background: #10171f; border-top: 3px solid #5b6b7d; }
.panel[data-is="error"] { border-top-color: #ff5a67; }
.panel h2 { margin: 0 0 8px; font-size: 16px; }
.panel ul, .panel ol { margin: 0; padding: 0; list-style: none; display: grid; grid-template-columns: minmax(0, 1fr); gap: 8px; }
pre { margin: 4px 0 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.45 ui-monospace, monospace; }
.lines li { display: flex; gap: 8px; align-items: baseline; }
.lines span { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.show { position: fixed; right: 8px; bottom: 8px; background: #1d2733; }
.show[data-is="error"] { background: #a3121f; }
@media (max-width: 40em) {
  .bar .grow { order: -1; flex-basis: 100%; }
  .lines li { display: block; }
  .lines span { display: block; }
}
table { border-collapse: collapse; } th, td { text-align: left; padding: 2px 16px 2px 0; font-weight: normal; }
`;

/** For a page that shows only errors, which has no stylesheet. */
const PLAIN = `
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 6rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
pre { font: 14px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; padding: 0.75rem; border: 1px solid; border-inline-start: 4px solid #c8202f; }
`;

/** Whether the page shows only errors. */
const isPlain = () => document.documentElement.hasAttribute("data-peelpress-errors");

const bar = {
  host: document.createElement("peelpress-preview"),
  parts: {},
  panel: null,
  plain: new CSSStyleSheet(),
  /** The errors at which the author closed the panel. */
  dismissed: "",

  begin() {
    const root = bar.host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(SHEET);
    root.adoptedStyleSheets = [sheet];
    bar.plain.replaceSync(PLAIN);
    bar.dress();
    const status = button("status", "", () => bar.toggle("problems"));
    const words = button("words", "Word count", () => bar.toggle("words"));
    const lines = button("lines", "Source lines", () => bar.toggle("lines"));
    const hide = button("hide", "Hide", () => bar.hide(true));
    const news = element("span", "grow");
    news.setAttribute("role", "status");
    const brief = element("a", "brief", "PDF brief");
    brief.hidden = true;
    brief.target = "_blank";
    brief.title = "Typesets the PDF brief of this page and opens it";
    const strip = element("div", "bar");
    strip.setAttribute("role", "region");
    strip.setAttribute("aria-label", "Preview");
    strip.append(status, news, brief, words, lines, hide);
    const panel = element("div", "panel");
    panel.tabIndex = -1;
    panel.hidden = true;
    const show = button("show", "Preview", () => bar.hide(false));
    show.hidden = true;
    root.append(panel, strip, show);
    bar.parts = { status, words, lines, news, brief, strip, panel, show };
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && bar.panel) bar.toggle(bar.panel);
    });
    document.documentElement.append(bar.host);
    bar.hide(stored() === "hidden");
  },

  /** Styles a page that shows only errors, and no other page. */
  dress() {
    const others = document.adoptedStyleSheets.filter((sheet) => sheet !== bar.plain);
    document.adoptedStyleSheets = isPlain() ? [...others, bar.plain] : others;
  },

  holds(target) {
    return target === bar.host;
  },

  height() {
    return bar.parts.strip.hidden ? 0 : bar.parts.strip.offsetHeight + (bar.parts.panel.hidden ? 0 : bar.parts.panel.offsetHeight);
  },

  hide(isHidden) {
    bar.parts.strip.hidden = isHidden;
    bar.parts.show.hidden = !isHidden;
    if (isHidden) bar.parts.panel.hidden = true;
    else bar.parts.panel.hidden = !bar.panel;
    store(isHidden ? "hidden" : "");
  },

  say(words) {
    bar.parts.news.textContent = words;
  },

  away() {
    bar.parts.status.dataset.is = "away";
    bar.parts.status.textContent = "Preview not running";
  },

  /** Shows a state. */
  show(state) {
    const { status, show, brief } = bar.parts;
    brief.hidden = !state.brief;
    if (state.brief) brief.href = state.brief;
    const is = state.errors ? "error" : state.warnings ? "warning" : "clean";
    status.dataset.is = show.dataset.is = is;
    status.textContent = summary(state);
    show.textContent = state.errors ? `Preview: ${plural(state.errors, "error")}` : "Preview";
    const said = [];
    if (state.changes.length) said.push(state.changes.map((change) => change.path).slice(0, 2).join(", "));
    said.push(`ready in ${Math.round(state.took)} ms`);
    if (state.whole?.changed != null) said.push(`${state.whole.changed} of ${plural(state.whole.pages, "page")} changed`);
    bar.dress();
    if (state.status === "failed" && !isPlain()) said.push("showing the last good version");
    if (state.drafts.length) said.push(`${plural(state.drafts.length, "draft")} ${state.drafts_shown ? "shown" : "hidden"}`);
    bar.say(said.join(" · "));
    // The panel opens for a new error, and closes when the error is fixed.
    const errors = JSON.stringify(state.diagnostics.filter((one) => one.severity === "error"));
    if (state.errors && errors !== bar.dismissed && bar.panel !== "problems" && !isPlain()) {
      bar.panel = "problems";
      bar.hide(false);
    }
    if ((!state.diagnostics.length || isPlain()) && bar.panel === "problems") bar.panel = null;
    if (!state.errors) bar.dismissed = "";
    bar.fill();
  },

  toggle(panel) {
    if (bar.panel === "problems" && live.state) {
      bar.dismissed = JSON.stringify(live.state.diagnostics.filter((one) => one.severity === "error"));
    }
    bar.panel = bar.panel === panel ? null : panel;
    bar.fill();
    if (bar.panel) bar.parts.panel.focus();
    else bar.parts[panel === "problems" ? "status" : panel].focus();
  },

  async fill() {
    const { panel, status, words, lines, strip } = bar.parts;
    status.setAttribute("aria-expanded", bar.panel === "problems");
    words.setAttribute("aria-expanded", bar.panel === "words");
    lines.setAttribute("aria-expanded", bar.panel === "lines");
    panel.hidden = !bar.panel || strip.hidden;
    panel.dataset.is = bar.panel === "problems" && live.state?.errors ? "error" : "";
    if (bar.panel === "problems" && live.state) return panel.replaceChildren(...problemList(live.state));
    if (!bar.panel) return panel.replaceChildren();
    await source.load();
    if (bar.panel === "words") panel.replaceChildren(...wordList(source.map));
    if (bar.panel === "lines") panel.replaceChildren(...lineList(source));
  },
};

function summary(state) {
  if (!state.errors && !state.warnings) return "No errors or warnings";
  const parts = [];
  if (state.errors) parts.push(plural(state.errors, "error"));
  if (state.warnings) parts.push(plural(state.warnings, "warning"));
  return parts.join(", ");
}

function problemList(state) {
  const items = state.diagnostics.map((diagnostic) => {
    const item = element("li");
    if (diagnostic.place) item.append(placeButton(diagnostic.place));
    item.append(element("pre", diagnostic.severity, diagnostic.text));
    return item;
  });
  const list = element("ul");
  list.append(...items);
  return [element("h2", "", summary(state)), list];
}

function wordList(map) {
  const table = element("table");
  for (const count of map?.counts ?? []) {
    const row = table.insertRow();
    row.append(element("th", "", count.area), element("td", "", plural(count.words, "word")));
  }
  if (!table.rows.length) return [element("h2", "", "This page is made from the files of other pages")];
  return [element("h2", "", "Word count"), table];
}

function lineList({ found, map }) {
  const list = element("ol", "lines");
  const items = [...(map?.files ?? []).map((place) => ({ place, words: "(whole file)" })), ...found].map((block) => {
    const item = element("li");
    const at = placeButton(block.place);
    if (block.element) at.addEventListener("focus", () => (bring(block.element), glow(block.element)));
    const words = block.element ? block.element.textContent.trim().slice(0, 90) : block.words;
    item.append(at, element("span", "", words));
    return item;
  });
  list.append(...items);
  return [element("h2", "", "Source of this page (or Alt-click a block)"), list];
}

function placeButton(place) {
  return button("", name(place), async () => bar.say(await open(place)));
}

function button(className, words, act) {
  const made = element("button", className, words);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

function element(tag, className, words) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (words) made.textContent = words;
  return made;
}

function plural(count, one) {
  return count === 1 ? `1 ${one}` : `${count} ${one}s`;
}

function stored() {
  try {
    return sessionStorage.getItem(OWN);
  } catch {
    return "";
  }
}

function store(value) {
  try {
    sessionStorage.setItem(OWN, value);
  } catch {
    // Without storage, the bar is shown again on the next page.
  }
}
