/* Searches the site's own index, which is fetched a few kilobytes at a time. The query is in the page's address; results
   are inserted as text, never as markup. */
(() => {
  "use strict";
  const form = document.getElementById("pp-search");
  const field = form.elements.q;
  const facets = [...form.querySelectorAll("select")];
  const list = document.getElementById("pp-hits");
  const count = document.getElementById("pp-count");
  const more = document.getElementById("pp-more");
  const wider = document.getElementById("pp-wider");
  const PAGE = 10;
  const EXCERPT = 32;
  const title = document.title;
  const room = form.closest("main").querySelector(".hits");

  /* The engine is loaded when it is first needed, and without its worker: the worker's script would need permission of its
     own to run WebAssembly, and indexes of this size are searched in a few milliseconds. */
  let engine;
  const load = () => engine ??= (async () => {
    const pagefind = await import(`${form.dataset.index}pagefind.js`);
    await pagefind.options({ baseUrl: "/", noWorker: true, ranking: { metaWeights: { title: 6, also: 12, place: 1.5, kind: 0.5 } } });
    await pagefind.init();
    for (const part of form.dataset.more.split(" ").filter(Boolean)) await pagefind.mergeIndex(part, { baseUrl: "/" });
    return pagefind;
  })();

  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };
  const tag = (id, words) => {
    const template = document.getElementById(`pp-tag-kind-${id}`) ?? document.getElementById(`pp-tag-${id}`);
    return template ? template.content.cloneNode(true) : element("span", "kind tone-plain", words);
  };

  /* The part of the text with the most matches, which are marked. */
  const excerpt = (data) => {
    const words = data.content.split(/[^\S\uFEFF]+/);
    const found = [...new Set(data.locations)].filter((at) => at < words.length).sort((a, b) => a - b);
    let start = 0;
    let most = 0;
    for (const at of found) {
      const from = Math.max(0, at - 6);
      const inside = found.filter((other) => other >= from && other < from + EXCERPT).length;
      if (inside > most) [start, most] = [from, inside];
    }
    const end = Math.min(words.length, start + EXCERPT);
    const marked = new Set(found);
    const parts = [];
    for (let at = start; at < end; at += 1) {
      let to = at;
      while (to < end && marked.has(to) === marked.has(at)) to += 1;
      const text = words.slice(at, to).join(" ");
      parts.push(parts.length ? " " : start > 0 ? "… " : "", marked.has(at) ? element("mark", "", text) : text);
      at = to - 1;
    }
    return element("p", "hit-words", ...parts, end < words.length ? " …" : "");
  };

  const hit = (data) => {
    const { meta, filters } = data;
    const link = element("a", "", meta.title);
    link.href = data.url;
    const kind = filters.kind[0];
    const place = element("p", "hit-place", tag(kind, meta.kind));
    if (meta.place) place.append(element("span", "", meta.place));
    if (filters.grade && (kind === "force" || kind === "rocu")) place.append(tag(`grade-${filters.grade[0]}`, ""));
    return element("li", "hit", element("h3", "", link), place, excerpt(data));
  };

  const asked = () => {
    const filters = {};
    for (const facet of facets) if (facet.value) filters[facet.name] = facet.value;
    return { words: field.value.trim(), filters };
  };
  const address = () => {
    const query = new URLSearchParams();
    for (const control of [field, ...facets]) if (control.value.trim()) query.set(control.name, control.value.trim());
    return location.pathname + (query.size ? `?${query}` : "");
  };
  const readAddress = () => {
    const query = new URLSearchParams(location.search);
    for (const control of [field, ...facets]) control.value = query.get(control.name) ?? "";
    // A filter value that the site no longer has leaves the select empty.
    for (const facet of facets) if (facet.selectedIndex < 0) facet.value = "";
  };

  let turn = 0;
  let results = [];
  let shown = 0;
  const show = async (mine, upTo) => {
    const found = await Promise.all(results.slice(shown, upTo).map((result) => result.data()));
    if (mine !== turn) return null;
    const items = found.map(hit);
    list.append(...items);
    shown += found.length;
    more.hidden = shown >= results.length;
    return items[0];
  };
  const remember = () => history.replaceState({ shown, height: room.offsetHeight }, "", location.href);
  const say = (words) => { count.textContent = words; };

  const search = async (upTo = PAGE) => {
    const mine = turn += 1;
    const { words, filters } = asked();
    const narrowed = Object.keys(filters).length > 0;
    document.title = words ? `${words} – ${title}` : title;
    wider.hidden = true;
    room.classList.toggle("is-asked", Boolean(words) || narrowed);
    if (!words && !narrowed) {
      list.replaceChildren();
      more.hidden = true;
      say("");
      return;
    }
    if (!list.children.length) say("Searching …");
    try {
      const pagefind = await load();
      const answer = await pagefind.search(words || null, { filters });
      if (mine !== turn) return;
      results = answer.results;
      shown = 0;
      list.replaceChildren();
      await show(mine, upTo);
      if (mine !== turn) return;
      const what = words ? ` for “${words}”` : "";
      say(results.length === 0 ? `No results${what}` : `${results.length} ${results.length === 1 ? "result" : "results"}${what}`);
      room.classList.toggle("is-asked", results.length > 0);
      wider.hidden = !(results.length === 0 && words && narrowed && answer.unfilteredResultCount > 0);
    } catch (error) {
      if (mine !== turn) return;
      engine = undefined;
      list.replaceChildren();
      more.hidden = true;
      room.classList.remove("is-asked");
      say("The search index could not be loaded. Use the lists below.");
    }
  };

  let waiting;
  const changed = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      history.replaceState(null, "", address());
      search();
    }, 250);
  };
  const leave = () => {
    clearTimeout(waiting);
    if (address() !== location.pathname + location.search) history.pushState(null, "", address());
    search();
  };
  field.addEventListener("focus", load, { once: true });
  field.addEventListener("input", changed);
  form.addEventListener("submit", (event) => { event.preventDefault(); leave(); });
  for (const facet of facets) facet.addEventListener("change", leave);
  wider.querySelector("button").addEventListener("click", () => {
    for (const facet of facets) facet.value = "";
    field.focus();
    leave();
  });
  more.addEventListener("click", async () => {
    const first = await show(turn, shown + PAGE);
    if (first) first.querySelector("a").focus();
    remember();
  });
  /* Arrow keys move from the query to the results and through them; Escape goes back to the query. */
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const links = [...list.querySelectorAll("h3 a")];
    const at = links.indexOf(document.activeElement);
    if (at < 0 && document.activeElement !== field) return;
    const to = { ArrowDown: links[at + 1], ArrowUp: at > 0 ? links[at - 1] : field, Escape: field }[event.key];
    if (!to || to === document.activeElement) return;
    event.preventDefault();
    to.focus();
  });
  /* When the reader comes back, the page shows as many results as before, and makes room for them at once. */
  const start = async () => {
    readAddress();
    const left = history.state ?? {};
    if (left.height) room.style.minHeight = `${left.height}px`;
    await search(Math.max(PAGE, left.shown ?? 0));
    room.style.minHeight = "";
    if (shown) remember();
  };
  addEventListener("popstate", start);
  start();
  if (!field.value) field.focus();
})();
