// Turns the page into its next edition, touching only what the edition changed.
//
// There are three trees: the last edition from the server, the next one, and the current page. The
// differences between the two editions are applied to the page. Changes by a script, a reader or
// the browser (an open definition, a filter, a field's text, the focus) are in neither edition, so
// they stay.

/** From each node of the last edition to the one on the page. */
let twins = new Map();
/** The last edition. */
let edition = null;

const OWN = "peelpress-preview";

/** Takes note of the page as it came, before any other script has run. */
function begin() {
  document.documentElement.normalize();
  edition = document.documentElement.cloneNode(true);
  pair(edition, document.documentElement);
  tidy(edition);
}

/** Makes the page another edition. Gives the blocks that changed, or null if the page must be loaded again. */
function become(next) {
  next.normalize();
  tidy(next);
  const change = { touched: new Set(), reload: false };
  // Linked data is a script element too, and no browser runs it.
  if (differs(edition, next, "script:not([type='application/ld+json'])")) return null;
  const old = twins;
  twins = new Map();
  update(edition, next, old, change);
  edition = next;
  return blocks(change.touched);
}

/** Whether the two editions differ in elements that take effect only when a page is loaded. */
function differs(one, other, selector) {
  const of = (tree) => [...tree.querySelectorAll(selector)].map((node) => node.outerHTML).join("\n");
  return of(one) !== of(other);
}

/** Takes our own script, and the blank that ends every page, out of an edition. */
function tidy(tree) {
  tree.querySelectorAll(`#${OWN}`).forEach((node) => node.remove());
  const body = tree.querySelector("body");
  while (body?.lastChild?.nodeType === Node.TEXT_NODE && !body.lastChild.data.trim()) body.lastChild.remove();
}

function pair(node, live) {
  twins.set(node, live);
  for (let a = node.firstChild, b = live.firstChild; a && b; a = a.nextSibling, b = b.nextSibling) pair(a, b);
}

/** The same node in both editions: what differs in it is done to its twin on the page. */
function update(was, is, old, change) {
  const live = old.get(was);
  if (!live) return;
  if (is.nodeType !== Node.ELEMENT_NODE) {
    twins.set(is, live);
    if (was.data !== is.data) {
      live.data = is.data;
      if (live.parentElement?.localName !== "script") touch(live.parentElement, change);
    }
    return;
  }
  if (isStylesheet(was) && was.getAttribute("href") !== is.getAttribute("href")) return restyle(is, live);
  twins.set(is, live);
  attributes(was, is, live, change);
  children(was, is, live, old, change);
}

function attributes(was, is, live, change) {
  const names = new Set([...was.getAttributeNames(), ...is.getAttributeNames()]);
  for (const name of names) {
    const value = is.getAttribute(name);
    if (was.getAttribute(name) === value) continue;
    if (value === null) live.removeAttribute(name);
    else live.setAttribute(name, value);
    touch(live, change);
  }
}

function children(was, is, live, old, change) {
  const before = [...was.childNodes];
  const after = [...is.childNodes];
  const found = match(before, after);
  const stays = longest(found);
  const kept = new Set(found);
  before.forEach((node, at) => {
    if (!kept.has(at)) {
      old.get(node)?.remove();
      if (node.textContent.trim()) touch(live, change);
    }
  });
  let last = null;
  after.forEach((node, at) => {
    let twin = found[at] >= 0 ? old.get(before[found[at]]) : null;
    if (twin?.parentNode === live) {
      if (!stays.has(at)) live.insertBefore(twin, last ? last.nextSibling : live.firstChild);
      update(before[found[at]], node, old, change);
      twin = twins.get(node) ?? twin;
    } else {
      twin = document.importNode(node, true);
      pair(node, twin);
      live.insertBefore(twin, last ? last.nextSibling : live.firstChild);
      if (node.textContent.trim() || node.nodeType === Node.ELEMENT_NODE) touch(twin, change);
    }
    last = twin;
  });
}

/** For each child of the next edition, which one of the last it is; -1 for a new one. */
function match(before, after) {
  const found = after.map(() => -1);
  const free = new Set(before.keys());
  const take = (at, from) => {
    found[at] = from;
    free.delete(from);
  };
  let start = 0;
  while (start < before.length && start < after.length && before[start].isEqualNode(after[start])) take(start, start++);
  let end = 1;
  while (
    before.length - end >= start && after.length - end >= start &&
    before[before.length - end].isEqualNode(after[after.length - end])
  ) {
    take(after.length - end, before.length - end);
    end += 1;
  }
  // By id, then by equality, then by order and kind.
  const rounds = [(node) => node.id || null, (node) => `${node.nodeName} ${node.textContent.trim().slice(0, 400)}`];
  for (const key of rounds) {
    const known = new Map();
    for (const from of free) {
      const name = key(before[from]);
      if (name) known.set(name, [...(known.get(name) ?? []), from]);
    }
    after.forEach((node, at) => {
      if (found[at] >= 0) return;
      const from = known.get(key(node))?.shift();
      if (from !== undefined && before[from].nodeName === node.nodeName) take(at, from);
    });
  }
  after.forEach((node, at) => {
    if (found[at] >= 0) return;
    const isOfKind = (from) => before[from].nodeName === node.nodeName && !before[from].id && !node.id;
    const from = [...free].sort((a, b) => a - b).find(isOfKind);
    if (from !== undefined) take(at, from);
  });
  return found;
}

/** The places of the longest rising run: these nodes need not move. */
function longest(found) {
  const ends = [];
  const back = found.map(() => -1);
  found.forEach((value, at) => {
    if (value < 0) return;
    let low = 0;
    while (low < ends.length && found[ends[low]] < value) low += 1;
    back[at] = low > 0 ? ends[low - 1] : -1;
    ends[low] = at;
  });
  const run = new Set();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = back[at]) run.add(at);
  return run;
}

function isStylesheet(node) {
  return node.nodeName === "LINK" && node.getAttribute("rel") === "stylesheet";
}

/** Puts a stylesheet beside the old one, which goes only when the new one is there: no flash. */
function restyle(is, live) {
  const fresh = document.importNode(is, true);
  twins.set(is, fresh);
  fresh.addEventListener("load", () => live.remove(), { once: true });
  fresh.addEventListener("error", () => live.remove(), { once: true });
  live.after(fresh);
}

function touch(node, change) {
  if (node) change.touched.add(node);
}

const BLOCK = "p, li, dt, dd, tr, h1, h2, h3, h4, h5, h6, pre, blockquote, figure, figcaption, summary, caption, section, article";

/** The blocks that hold what was touched, in the page's order, none inside another. */
function blocks(touched) {
  const all = new Set();
  for (const node of touched) {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    const block = element?.closest(BLOCK) ?? element;
    if (block?.isConnected && document.body.contains(block) && block !== document.body) all.add(block);
  }
  const inner = [...all].filter((block) => ![...all].some((other) => other !== block && block.contains(other)));
  return inner.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
}
