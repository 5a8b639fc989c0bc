/* Finds bodies by place, name or postcode. The names are those of the page of places, which is complete without
   JavaScript; other pages fetch it when it is first needed. Text is inserted as text, never as markup. */
(() => {
  "use strict";
  const slug = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f'’]/g, "").replace(/&/g, " and ")
    .replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").replace(/^saint-/, "st-");

  const read = (page) => [...page.querySelectorAll("#pp-places li")].map((item) => {
    const [, name, note] = item.firstChild.textContent.match(/^(.*?)(?: \(([^)]*)\))?: $/s) ?? ["", item.firstChild.textContent];
    const bodies = [...item.querySelectorAll("a")].map((link) => ({ name: link.textContent, url: link.getAttribute("href") }));
    return { name, note, bodies, key: slug(name), postcodes: (item.dataset.postcodes ?? "").split(" ").filter(Boolean) };
  });
  let known;
  const load = (url) => known ??= document.getElementById("pp-places") ? Promise.resolve(read(document))
    : fetch(url).then((answer) => {
      if (!answer.ok) throw new Error(answer.status);
      return answer.text();
    }).then((text) => read(new DOMParser().parseFromString(text, "text/html")));

  /* Whether two words differ by at most so many letters left out, added, changed or exchanged. */
  const isNear = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return false;
    let [before, row] = [[], [...Array(b.length + 1).keys()]];
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= b.length; j += 1) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > most) return false;
      [before, row] = [row, next];
    }
    return row[b.length] <= most;
  };

  /* The start of a postcode that a query may be. A letter must not follow: S is not the start of SW1. */
  const startsPostcode = (query, start) => query.startsWith(start) && !(/[A-Z]$/.test(start) && /^[A-Z]/.test(query.slice(start.length)));

  /* How well an entry fits: 0 the same name, 1 a postcode, 2 the name's start, 3 starts of its words, 4 nearly the name. */
  const fit = (entry, asked, postcode) => {
    if (entry.key === asked.key) return 0;
    if (postcode && entry.postcodes.some((start) => startsPostcode(postcode, start))) return 1;
    if (entry.key.startsWith(asked.key)) return 2;
    if (asked.words.every((word) => `-${entry.key}`.includes(`-${word}`))) return 3;
    return asked.key.length > 3 && isNear(entry.key, asked.key, asked.key.length > 7 ? 2 : 1) ? 4 : Infinity;
  };
  const rank = (entries, query) => {
    const key = slug(query.replace(/^\s*the\s+(?=\S{3,}\s+\S)/i, "").replace(/\bpolice force\b/i, "police"));
    if (!key) return [];
    const asked = { key, words: key.split("-") };
    const compact = query.replace(/\s+/g, "").toUpperCase();
    const postcode = /^[A-Z]{1,2}(\d[A-Z\d]{0,4})?$/.test(compact) || /^\d{2,}/.test(compact) ? compact : "";
    const found = entries.map((entry) => ({ entry, fit: fit(entry, asked, postcode) })).filter((it) => it.fit < Infinity);
    found.sort((a, b) => a.fit - b.fit || a.entry.key.length - b.entry.key.length || a.entry.key.localeCompare(b.entry.key));
    // A slip of the key matters only if nothing is spelt as asked.
    return found.some((it) => it.fit < 4) ? found.filter((it) => it.fit < 4) : found;
  };
  /* “Newport, Gwent” is the Newport that shares a body with Gwent. */
  const within = (entries, query) => {
    const words = query.split(/[\s,]+/).filter(Boolean);
    for (let at = words.length - 1; at > 0; at -= 1) {
      const larger = new Set(rank(entries, words.slice(at).join(" ")).filter((it) => it.fit === 0)
        .flatMap((it) => it.entry.bodies.map((body) => body.url)));
      const found = rank(entries, words.slice(0, at).join(" "))
        .filter((it) => it.fit < 4 && it.entry.bodies.some((body) => larger.has(body.url)));
      if (found.length) return found;
    }
    return [];
  };
  const match = (entries, query) => {
    const found = rank(entries, query);
    if (found.some((it) => it.fit < 4)) return found;
    const inside = within(entries, query);
    return inside.length ? inside : found;
  };
  window.peelpressPlaces = { load, match, isNear, slug };

  const item = ({ entry }) => {
    const line = document.createElement("li");
    const name = document.createElement("b");
    name.textContent = entry.name;
    line.append(name, entry.note ? ` (${entry.note})` : "", ": ");
    entry.bodies.forEach((body, at) => {
      const link = document.createElement("a");
      link.href = body.url;
      link.textContent = body.name;
      line.append(at ? ", " : "", link);
    });
    return line;
  };

  const FEW = 6;
  const finder = (box) => {
    const form = box.querySelector("form");
    const field = box.querySelector("input");
    const status = box.querySelector("[role=status]");
    const hits = box.querySelector(".place-hits");
    let found = [];
    let turn = 0;
    const show = async () => {
      const mine = turn += 1;
      const query = field.value.trim();
      let entries = [];
      try { entries = query ? await load(form.action) : []; } catch { known = undefined; }
      if (mine !== turn) return;
      found = match(entries, query);
      hits.replaceChildren(...found.slice(0, FEW).map(item));
      const more = found.length > FEW ? `, the first ${FEW} of them below` : "";
      if (!query) status.textContent = "";
      else if (!found.length) status.textContent = "No place has this name. Try a nearby town or district.";
      else status.textContent = found[0].fit === 1 && found[0].entry.bodies.length > 1
        ? "This postcode area covers several forces." : `${found.length} found${more}`;
    };
    /* Where one name fits best and belongs to one body, Enter opens that body's page. */
    const chosen = () => {
      const best = found.filter((it) => it.fit === found[0].fit && it.entry.key === found[0].entry.key);
      const urls = new Set(best.flatMap((it) => it.entry.bodies.map((body) => body.url)));
      return urls.size === 1 ? [...urls][0] : "";
    };
    field.addEventListener("focus", () => load(form.action).catch(() => { known = undefined; }), { once: true });
    field.addEventListener("input", show);
    form.addEventListener("submit", async (event) => {
      if (!field.value.trim()) { event.preventDefault(); return; }
      event.preventDefault();
      await show();
      const url = found.length ? chosen() : "";
      if (url) location.assign(url);
      else if (!document.getElementById("pp-places")) location.assign(`${form.action}?${new URLSearchParams({ q: field.value })}`);
      else history.replaceState(null, "", `${location.pathname}?${new URLSearchParams({ q: field.value })}`);
    });
    const asked = document.getElementById("pp-places") && new URLSearchParams(location.search).get("q");
    if (asked) { field.value = asked; show(); } else if (field.value) show();
  };
  document.querySelectorAll("search.place-finder").forEach(finder);
})();
