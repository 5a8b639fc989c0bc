/* Sorting, filtering and saving tables, which are complete without it. Text is inserted as text, never
   as markup. The order and the filters are in the address: ?kind=cause-of-concern&kind=area-for-improvement&sort=due
   A column's key is on its heading. If the text of a cell is not its value or its place in the order, the cell has
   data-value and data-sort. A row may have both for a key (data-grade, data-grade-order), and more words to search
   (data-words). */
(() => {
  "use strict";
  /* A longer table shows so many rows at first, and as many more at a time. */
  const MANY = 100;
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const slug = (text) => text.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const button = (text, onClick) => {
    const made = make("button", { type: "button", className: "quiet", textContent: text });
    made.addEventListener("click", onClick);
    return made;
  };
  const byName = (a, b) => a.localeCompare(b, root.lang);

  const register = (table) => {
    const column = {};
    const heads = {};
    let at = 0;
    for (const head of table.tHead.rows[0].cells) {
      if (head.dataset.key) { column[head.dataset.key] = at; heads[head.dataset.key] = head; }
      at += head.colSpan;
    }
    const body = table.tBodies[0];
    const form = document.querySelector(`search[data-table="${table.id}"]`);
    const status = document.querySelector(`[data-rows="${table.id}"]`);
    const every = status && status.textContent;
    let state = new URLSearchParams(location.search);
    let limit = (history.state && history.state[table.id]) || MANY;

    const values = (row, key) => {
      if (row.dataset[key]) return [row.dataset[key]];
      const cell = row.cells[column[key]];
      if (cell.classList.contains("many")) return all("a", cell).map((link) => link.textContent);
      return [cell.dataset.value || cell.textContent.trim()];
    };
    const rank = (row, key) => {
      const text = row.dataset[`${key}Order`] || row.cells[column[key]].dataset.sort || values(row, key)[0] || "";
      return /^-?[\d.]+$/.test(text) ? Number(text) : text.toLowerCase();
    };
    const facets = form ? all("details[data-key]", form) : [];
    const keys = facets.map((facet) => facet.dataset.key);
    const entries = [...body.rows].map((row) => ({
      row,
      values: Object.fromEntries(keys.map((key) => [key, values(row, key).map(slug)])),
    }));
    let shown = entries;

    /* The rows that are chosen, as CSV. A leading = + - or @ would be a formula in a spreadsheet. */
    const csv = () => [table.tHead.rows[0], ...[...body.rows].filter((row) => !row.hidden)].map((row) => [...row.cells].map((cell) => {
      const text = (cell.tagName === "TH" && cell.scope === "col" ? cell.textContent : cell.dataset.value || cell.textContent).replace(/\s+/g, " ").trim();
      return `"${text.replace(/^([=+\-@])/, "'$1").replaceAll('"', '""')}"`;
    }).join(",")).join("\r\n");
    const save = button("Download these rows as CSV", () => {
      const link = make("a", {
        href: URL.createObjectURL(new Blob([`\uFEFF${csv()}\r\n`], { type: "text/csv" })),
        download: `${table.id.replace("pp-table-", "")}.csv`,
      });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
    save.classList.add("save-rows");
    save.hidden = true;
    if (status && !table.tHead.rows[1]) status.after(save);

    const remember = (isStep) => {
      const query = state.toString();
      const address = location.pathname + (query ? `?${query}` : "") + location.hash;
      history[isStep ? "pushState" : "replaceState"]({ ...history.state, [table.id]: limit }, "", address);
    };

    /* Rows beyond the limit are not on the screen, but printed and saved. */
    const rest = make("p", { className: "rest script-only", hidden: true });
    const part = () => {
      let n = 0;
      for (const row of body.rows) row.classList.toggle("is-later", !row.hidden && (n += 1) > limit);
      const left = n - limit;
      rest.hidden = left <= 0;
      if (left <= 0) return;
      const more = (by) => () => {
        const next = [...body.rows].find((row) => row.classList.contains("is-later"));
        limit += by;
        part();
        remember();
        next.querySelector("a").focus();
      };
      rest.replaceChildren(`The first ${limit} of ${n} are shown. `,
        ...(left > MANY ? [button(`Show ${MANY} more`, more(MANY)), " "] : []), button(`Show all ${n}`, more(left)));
    };
    table.parentElement.after(rest);

    const sort = () => {
      const by = state.get("sort") in column ? state.get("sort") : "";
      const down = state.get("order") === "down";
      for (const [key, head] of Object.entries(heads)) {
        if (key === by) head.setAttribute("aria-sort", down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      }
      table.classList.toggle("is-sorted", Boolean(by));
      const ranks = new Map(by ? entries.map((entry) => [entry, rank(entry.row, by)]) : []);
      const compare = (x, y) => typeof x === "number" && typeof y === "number" ? x - y : byName(String(x), String(y));
      const sorted = by ? [...entries].sort((a, b) => compare(ranks.get(a), ranks.get(b)) * (down ? -1 : 1)) : entries;
      body.append(...sorted.map((entry) => entry.row));
      const select = form && form.querySelector("[data-sort-by]");
      if (select) select.value = by;
      part();
    };
    const order = (key, down) => {
      if (key) state.set("sort", key); else state.delete("sort");
      if (key && down) state.set("order", "down"); else state.delete("order");
      sort();
      remember();
    };
    for (const [key, head] of Object.entries(heads)) {
      const press = make("button", { type: "button", className: "sort" }, ...head.childNodes);
      head.append(press);
      press.addEventListener("click", () => {
        const was = head.getAttribute("aria-sort");
        order(was === "descending" ? "" : key, was === "ascending");
      });
    }
    if (!form) { sort(); return; }

    /* The full words of the rows by their address, and the terms with their other names: fetched for the first search. */
    let texts;
    let terms = [];
    const fetchTexts = () => {
      if (texts || !form.dataset.text) return;
      texts = new Map();
      const read = (url) => fetch(url).then((answer) => answer.json());
      Promise.all([read(form.dataset.text), read(form.dataset.terms)]).then(([list, named]) => {
        for (const one of list) texts.set(one.url, slug(one.text || ""));
        terms = named.map((term) => [term.term, term.abbreviation, ...term.aliases].filter(Boolean).map(slug));
        for (const entry of entries) delete entry.text;
        filter();
      }, () => {});
    };
    const textOf = (entry) => entry.text ??= `-${slug(`${entry.row.dataset.words || ""} ${entry.row.textContent}`)}-${(texts && texts.get(entry.row.querySelector("a").getAttribute("href"))) || ""}-`;
    /* What the words mean: a term by any of its names, if they name one, or else all of them in any order. */
    const meaning = (words) => {
      const asked = slug(words);
      if (!asked) return () => true;
      const parts = asked.split("-");
      const names = terms.filter((of) => of.includes(asked) || of.includes(asked.replace(/s$/, ""))).flat();
      return (entry) => names.length ? names.some((name) => textOf(entry).includes(`-${name}`)) : parts.every((one) => textOf(entry).includes(one));
    };

    const field = form.querySelector("[name=words]");
    const boxes = [];
    for (const facet of facets) {
      const { key } = facet.dataset;
      const names = new Map();
      for (const { row } of entries) for (const value of values(row, key)) names.set(slug(value), { value, by: row.dataset[`${key}Order`] });
      const options = [...names].sort(([, a], [, b]) => (a.by && b.by ? a.by - b.by : 0) || byName(a.value, b.value)).map(([id, { value }]) => {
        const input = make("input", { type: "checkbox", name: key, value: id });
        const count = make("span", { className: "of" });
        boxes.push({ key, id, input, count, value });
        return make("label", {}, input, make("span", {}, value, " ", count));
      });
      const title = facet.querySelector("summary");
      facet.append(make("fieldset", {}, make("legend", { className: "visually-hidden", textContent: title.textContent }), ...options));
      title.append(make("span", { className: "chosen" }));
      // A list that would go beyond the screen opens to the left.
      facet.addEventListener("toggle", () => {
        const list = facet.querySelector("fieldset");
        list.classList.remove("is-left");
        if (facet.open) list.classList.toggle("is-left", list.getBoundingClientRect().right > root.clientWidth - 8);
      });
      facet.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && facet.open) { facet.open = false; title.focus(); }
      });
      facet.addEventListener("focusout", (event) => {
        if (event.relatedTarget && !facet.contains(event.relatedTarget)) facet.open = false;
      });
      document.addEventListener("pointerdown", (event) => { if (!facet.contains(event.target)) facet.open = false; });
    }

    const filter = () => {
      const words = state.get("words") || "";
      if (words) fetchTexts();
      const isMeant = meaning(words);
      const wanted = new Map(keys.map((key) => [key, new Set(state.getAll(key).filter(Boolean))]));
      const counts = new Map(boxes.map((box) => [`${box.key} ${box.id}`, 0]));
      shown = [];
      for (const entry of entries) {
        const missed = isMeant(entry) ? keys.filter((key) => wanted.get(key).size && !entry.values[key].some((id) => wanted.get(key).has(id))) : null;
        entry.row.hidden = !missed || missed.length > 0;
        if (!entry.row.hidden) shown.push(entry);
        // A choice counts the rows that it would show with all other filters as they are.
        if (missed && missed.length < 2) {
          for (const key of missed.length ? missed : keys) {
            for (const id of new Set(entry.values[key])) counts.set(`${key} ${id}`, counts.get(`${key} ${id}`) + 1);
          }
        }
      }
      for (const { key, id, input, count } of boxes) {
        const n = counts.get(`${key} ${id}`);
        input.checked = wanted.get(key).has(id);
        count.textContent = n;
        input.closest("label").classList.toggle("is-zero", n === 0);
      }
      for (const facet of facets) {
        const n = wanted.get(facet.dataset.key).size;
        facet.querySelector(".chosen").textContent = n ? ` (${n})` : "";
        facet.classList.toggle("is-chosen", n > 0);
      }
      const said = [words && `“${words}”`, ...boxes.filter((box) => box.input.checked).map((box) => box.value)].filter(Boolean).join(", ");
      if (!shown.length) status.textContent = form.dataset.none;
      else status.textContent = shown.length === entries.length ? every : `${shown.length} of ${every}: ${said}`;
      save.hidden = !shown.length || shown.length === entries.length;
      table.hidden = !shown.length;
      part();
    };

    const changed = (isStep) => {
      limit = MANY;
      filter();
      remember(isStep);
    };
    // A choice is a step that Back undoes; each letter of a word is not.
    field.addEventListener("input", () => {
      if (field.value.trim()) state.set("words", field.value.trim()); else state.delete("words");
      changed(false);
    });
    form.addEventListener("change", (event) => {
      if (event.target.type !== "checkbox") return;
      const { name, value, checked } = event.target;
      const ids = state.getAll(name).filter((id) => id !== value);
      state.delete(name);
      for (const id of checked ? [...ids, value] : ids) state.append(name, id);
      changed(true);
    });
    const by = form.querySelector("[data-sort-by]");
    by.append(...Object.entries(heads).map(([key, head]) => new Option(head.textContent, key)));
    by.addEventListener("change", () => order(by.value, false));
    const show = () => {
      field.value = state.get("words") || "";
      filter();
      sort();
    };
    addEventListener("popstate", () => { state = new URLSearchParams(location.search); show(); });
    form.querySelector("[data-reset]").addEventListener("click", () => {
      for (const key of ["words", "sort", "order", ...keys]) state.delete(key);
      limit = MANY;
      show();
      remember(true);
    });
    show();
  };

  all("table:is(.register, .sortable)[id]").forEach(register);
})();
