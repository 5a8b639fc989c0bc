// Which line of which file a block was written on.

const source = {
  /** The page's map as the server gave it, with the element of each block. */
  found: [],
  map: null,
  /** The edition that the map belongs to. */
  of: null,

  async load() {
    if (source.of === live.edition && source.map) return;
    const answer = await fetch(`/.peelpress/${live.token}/map?path=${encodeURIComponent(location.pathname)}`);
    if (!answer.ok) return;
    source.map = await answer.json();
    source.of = live.edition;
    source.found = find(source.map.blocks);
  },

  /** The block around an element. */
  at(element) {
    const inside = source.found.filter((block) => block.element.contains(element));
    // The innermost, and among several for one element the last.
    return inside.reduce((best, block) => (!best || best.element.contains(block.element) ? block : best), null);
  },
};

/** Finds the blocks on the page: by id, or else by their words in reading order. */
function find(blocks) {
  const elements = [...document.body.querySelectorAll("p, li, h2, h3, h4, h5, h6, tr, pre, blockquote")];
  const words = new Map();
  const of = (element) => {
    if (!words.has(element)) words.set(element, element.textContent.replace(/\s+/gu, ""));
    return words.get(element);
  };
  const taken = new Set();
  const found = [];
  let from = 0;
  for (const block of blocks) {
    if (block.id) {
      const element = document.getElementById(block.id);
      if (!element) continue;
      found.push({ ...block, element });
      const next = elements.findIndex((other) => element.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
      if (next >= 0 && block.place.path.endsWith(".md")) from = Math.max(0, next);
      continue;
    }
    if (!block.words) continue;
    const fits = (element) => !taken.has(element) && block.tags.includes(element.tagName) && of(element).startsWith(block.words);
    let at = elements.findIndex((element, at) => at >= from && fits(element));
    if (at < 0) at = elements.findIndex(fits);
    if (at < 0) continue;
    taken.add(elements[at]);
    found.push({ ...block, element: elements[at] });
    from = at + 1;
  }
  return found;
}

/** Opens a place in the author's editor; without an editor, copies it. */
async function open(place) {
  if (place.link) {
    const link = document.createElement("a");
    link.href = place.link;
    link.click();
    return `opening ${name(place)}`;
  }
  if (live.state?.opens) {
    const query = new URLSearchParams({ file: place.path, line: place.line, column: place.column });
    const answer = await fetch(`/.peelpress/${live.token}/open?${query}`, { method: "POST" });
    return answer.ok ? `opening ${name(place)}` : `${name(place)}: ${(await answer.text()).trim()}`;
  }
  // A browser may ask first, and need not answer.
  const copying = navigator.clipboard?.writeText(name(place)).then(() => true, () => false);
  const copied = await Promise.race([copying, new Promise((done) => { setTimeout(done, 400, false); })]);
  return `${name(place)} (${copied ? "copied; " : ""}to open files, set “editor” in site.toml or $VISUAL)`;
}

function name(place) {
  return `${place.path}:${place.line}`;
}

addEventListener("click", async (event) => {
  if (!event.altKey || !(event.target instanceof Element) || bar.holds(event.target)) return;
  event.preventDefault();
  event.stopPropagation();
  await source.load();
  const block = source.at(event.target);
  if (!block) return bar.say("this part of the page has no source file");
  glow(block.element);
  bar.say(await open(block.place));
}, true);
