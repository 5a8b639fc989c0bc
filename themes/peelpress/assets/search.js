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
    // Without its filters at hand, the engine counts none of them.
    await pagefind.filters();
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

  /* Cards: things that are called what was asked for. Names are those of the index A to Z and of the page of places, so
     that a place finds its force and an abbreviation its term. */
  const { slug, isNear, match, load: loadPlaces } = window.peelpressPlaces;
  let entries;
  const loadEntries = () => entries ??= fetch(form.dataset.entries).then((answer) => answer.text()).then((text) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    return [...page.querySelectorAll("#pp-entries li")].map((item) => {
      const link = item.querySelector("a");
      return { name: link.textContent, what: item.querySelector(".by")?.textContent ?? "", url: link.getAttribute("href"), key: slug(link.textContent) };
    });
  });
  const LITTLE = new Set("a an and are at by do does for from has have how in is it many my of on or the to was were what where which who with".split(" "));
  const singular = (word) => word.replace(/(?:'s|’s)$/, "").replace(/ies$/, "y").replace(/([^s])s$/, "$1");
  const wordsOf = (query) => query.toLowerCase().split(/[\s,?!]+/).filter((word) => word && !LITTLE.has(word));
  const cardsFor = async (query) => {
    const [names, places] = await Promise.all([loadEntries().catch(() => []), loadPlaces(form.dataset.places).catch(() => [])]);
    const key = slug(query);
    const plain = slug(wordsOf(query).map(singular).join(" "));
    const same = (entry) => entry.key === key || slug(entry.key.split("-").map(singular).join("-")) === plain;
    const cards = [];
    const add = (url, name, what) => { if (!cards.some((card) => card.url === url)) cards.push({ url, name, what }); };
    const addPlace = ({ entry }) => entry.bodies.forEach((body) => add(body.url, body.name, entry.key === slug(body.name) ? "" : entry.name));
    names.filter(same).forEach((entry) => add(entry.url, entry.name, entry.what));
    const found = match(places, query);
    found.filter((it) => it.fit <= 1).forEach(addPlace);
    // A name among other words, as in “Kent inadequate”: the longest first, and places before other names.
    const words = wordsOf(query);
    const inside = (look) => {
      for (let length = Math.min(4, words.length - 1); length > 0 && cards.length === 0; length -= 1) {
        for (let at = 0; at + length <= words.length; at += 1) look(words.slice(at, at + length).join(" "));
      }
    };
    const addPlaces = (part) => match(places, part).filter((it) => it.fit === 0).slice(0, 2).forEach(addPlace);
    inside((part) => {
      addPlaces(part);
      names.filter((entry) => entry.what !== "glossary" && entry.key === slug(part)).slice(0, 2).forEach((entry) => add(entry.url, entry.name, entry.what));
    });
    inside((part) => names.filter((entry) => entry.key === slug(part)).slice(0, 2).forEach((entry) => add(entry.url, entry.name, entry.what)));
    if (!cards.length) {
      found.filter((it) => it.fit === 2).slice(0, 2).forEach(addPlace);
      names.filter((entry) => entry.key.startsWith(plain) && plain.length > 2).slice(0, 3).forEach((entry) => add(entry.url, entry.name, entry.what));
    }
    if (!cards.length && key.length > 3) {
      found.filter((it) => it.fit === 4).slice(0, 2).forEach(addPlace);
      names.filter((entry) => isNear(entry.key, key, key.length > 7 ? 2 : 1)).slice(0, 2).forEach((entry) => add(entry.url, entry.name, entry.what));
    }
    return cards.slice(0, 4);
  };
  const card = ({ url, name, what }) => {
    const link = element("a", "", name);
    link.href = url;
    const title = element("h3", "", link);
    return element("li", "hit is-card", title, ...(what ? [element("p", "hit-place", element("span", "", what))] : []));
  };

  /* Results for the words as asked and for the other names of a term; then for a corrected spelling; then for any of the
     words, those with most of them first. */
  const find = async (pagefind, words, options) => {
    if (!words) return { ...await pagefind.search(null, options), query: null };
    const names = await loadEntries().catch(() => []);
    const key = slug(words);
    const url = names.find((entry) => entry.key === key && entry.what === "glossary")?.url;
    const also = names.filter((entry) => entry.url === url && entry.key !== key).map((entry) => entry.name);
    const answers = await Promise.all([words, ...also].map((query) => pagefind.search(query, options)));
    const merged = merge(answers.map((answer) => answer.results));
    const [first] = answers;
    if (merged.length) return { ...first, results: merged, query: also.length ? undefined : words };
    const known = new Set(names.flatMap((entry) => entry.key.split("-")).filter((word) => word.length > 3));
    const parts = wordsOf(words);
    const right = parts.map((word) => known.has(word) || word.length < 4 ? word : [...known].find((it) => isNear(it, word, 1)) ?? word);
    if (right.join() !== parts.join()) {
      const answer = await pagefind.search(right.join(" "), options);
      if (answer.results.length) return { ...answer, query: right.join(" ") };
    }
    if (right.length < 2) return first;
    const each = await Promise.all(right.map((word) => pagefind.search(word, options)));
    return { ...first, results: merge(each.map((answer) => answer.results)) };
  };
  const merge = (lists) => {
    if (lists.length === 1) return lists[0];
    const all = new Map();
    for (const results of lists) {
      const most = results[0]?.score || 1;
      for (const result of results) {
        const seen = all.get(result.id) ?? { result, n: 0, score: 0 };
        seen.n += 1;
        seen.score += result.score / most;
        all.set(result.id, seen);
      }
    }
    return [...all.values()].sort((a, b) => b.n - a.n || b.score - a.score).map((it) => it.result);
  };

  /* How many results each choice of a filter would leave, with the other filters as they are. Results for several
     queries may overlap, so they are not counted. */
  const labels = new Map(facets.flatMap((facet) => [...facet.options]).map((option) => [option, option.textContent]));
  const showCounts = async (pagefind, answer, filters, mine) => {
    const counts = await Promise.all(facets.map(async (facet) => {
      if (answer?.query === undefined) return null;
      const { [facet.name]: own, ...others } = filters;
      const of = own ? await pagefind.search(answer.query, { filters: others }) : answer;
      return of.filters?.[facet.name] ?? null;
    }));
    if (mine !== turn) return;
    facets.forEach((facet, at) => {
      for (const option of facet.options) {
        const label = labels.get(option);
        option.textContent = counts[at] && option.value ? `${label} (${counts[at][option.value] ?? 0})` : label;
      }
    });
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
  let shownCards = new Set();
  let results = [];
  let shown = 0;
  const show = async (mine, upTo) => {
    const found = await Promise.all(results.slice(shown, upTo).map((result) => result.data()));
    if (mine !== turn) return null;
    const items = found.filter((data) => !shownCards.has(data.url)).map(hit);
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
      showCounts(undefined, undefined, filters, mine);
      return;
    }
    if (!list.children.length) say("Searching …");
    try {
      const pagefind = await load();
      const [answer, cards] = await Promise.all([find(pagefind, words, { filters }), words && !narrowed ? cardsFor(words) : []]);
      if (mine !== turn) return;
      results = answer.results;
      shown = 0;
      shownCards = new Set(cards.map((it) => it.url));
      list.replaceChildren(...cards.map(card));
      await show(mine, upTo);
      if (mine !== turn) return;
      showCounts(pagefind, answer, filters, mine).catch(() => {});
      const what = words ? ` for “${words}”` : "";
      say(results.length + cards.length === 0 ? `No results${what}` : `${Math.max(results.length, cards.length)} ${Math.max(results.length, cards.length) === 1 ? "result" : "results"}${what}`);
      room.classList.toggle("is-asked", results.length + cards.length > 0);
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
