/* Sorting and filtering of the tables of registers, which are complete without it. Text is inserted as text, never as
   markup. */
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const slug = (text) => text.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

  /* Registers. The order and the filters are in the address: ?kind=cause-of-concern&sort=due&order=down
     A column's key is on its heading. If the text of a cell is not its value or its place in the order, the cell has
     data-value and data-sort. A row may have both for a key (data-grade, data-grade-order), and more words to search
     (data-words). */
  const register = (table) => {
    const column = {};
    const heads = {};
    let at = 0;
    for (const head of table.tHead.rows[0].cells) {
      if (head.dataset.key) { column[head.dataset.key] = at; heads[head.dataset.key] = head; }
      at += head.colSpan;
    }
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const form = document.querySelector(`search[data-table="${table.id}"]`);
    const status = document.querySelector(`[data-rows="${table.id}"]`);
    const every = status && status.textContent;
    /* The rows that are shown, as CSV. A leading = + - or @ would be a formula in a spreadsheet. */
    const csv = () => [table.tHead.rows[0], ...[...body.rows].filter((row) => !row.hidden)].map((row) => [...row.cells].map((cell) => {
      const text = (cell.tagName === "TH" && cell.scope === "col" ? cell.textContent : cell.dataset.value || cell.textContent).replace(/\s+/g, " ").trim();
      return `"${text.replace(/^([=+\-@])/, "'$1").replaceAll('"', '""')}"`;
    }).join(",")).join("\r\n");
    let save;
    if (status && !table.tHead.rows[1]) {
      save = document.createElement("button");
      save.type = "button";
      save.className = "quiet save-rows";
      save.textContent = "Download these rows as CSV";
      save.hidden = true;
      status.after(save);
      save.addEventListener("click", () => {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(new Blob([`\uFEFF${csv()}\r\n`], { type: "text/csv" }));
        link.download = `${table.id.replace("pp-table-", "")}.csv`;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 1000);
      });
    }
    const fields = form ? all("[name]", form) : [];
    const choices = fields.filter((field) => field.name !== "words").map((field) => field.name);
    let state = new URLSearchParams(location.search);

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

    const sort = () => {
      const by = state.get("sort") in column ? state.get("sort") : "";
      const down = state.get("order") === "down";
      for (const [key, head] of Object.entries(heads)) {
        if (key === by) head.setAttribute("aria-sort", down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      }
      table.classList.toggle("is-sorted", Boolean(by));
      const ranks = new Map(by ? rows.map((row) => [row, rank(row, by)]) : []);
      const compare = (x, y) => typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), root.lang);
      const sorted = by ? [...rows].sort((a, b) => compare(ranks.get(a), ranks.get(b)) * (down ? -1 : 1)) : rows;
      body.append(...sorted);
      const select = form && form.querySelector("[data-sort-by]");
      if (select) select.value = by;
    };

    /* The full words of the rows, by their address; fetched when a reader first searches. */
    let texts;
    const fetchTexts = () => {
      if (texts || !form.dataset.text) return;
      texts = new Map();
      fetch(form.dataset.text).then((answer) => answer.json()).then((list) => {
        for (const one of list) texts.set(one.url, slug(one.text || ""));
        filter();
      }, () => {});
    };
    const textOf = (row) => (texts && texts.get(row.querySelector("a").getAttribute("href"))) || "";

    const filter = () => {
      if (state.get("words")) fetchTexts();
      const words = slug(state.get("words") || "").split("-").filter(Boolean);
      const wanted = choices.filter((key) => state.get(key));
      let shown = 0;
      for (const row of rows) {
        const text = words.length ? `${slug(`${row.dataset.words || ""} ${row.textContent}`)} ${textOf(row)}` : "";
        row.hidden = !words.every((word) => text.includes(word))
          || !wanted.every((key) => values(row, key).some((value) => slug(value) === state.get(key)));
        if (!row.hidden) shown += 1;
      }
      if (!shown) status.textContent = form.dataset.none;
      else status.textContent = shown === rows.length ? every : `${shown} of ${every}: ${said()}`;
      if (save) save.hidden = !shown || shown === rows.length;
      table.hidden = !shown;
    };

    /* The filters in words, for the status and for print. */
    const said = () => fields.filter((field) => field.value).map((field) => field.localName === "select" ? field.selectedOptions[0].text : `“${field.value}”`).join(", ");

    const remember = () => {
      const query = state.toString();
      history.replaceState(null, "", location.pathname + (query ? `?${query}` : "") + location.hash);
    };
    const order = (key, down) => {
      if (key) state.set("sort", key); else state.delete("sort");
      if (key && down) state.set("order", "down"); else state.delete("order");
      sort();
      remember();
    };

    for (const [key, head] of Object.entries(heads)) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const was = head.getAttribute("aria-sort");
        order(was === "descending" ? "" : key, was === "ascending");
      });
    }

    if (form) {
      const by = form.querySelector("[data-sort-by]");
      by.append(...Object.entries(heads).map(([key, head]) => new Option(head.textContent, key)));
      by.addEventListener("change", () => order(by.value, false));
      for (const field of fields) {
        if (field.localName === "select") {
          const found = new Map();
          for (const row of rows) for (const value of values(row, field.name)) found.set(slug(value), value);
          field.append(...[...found].sort((a, b) => a[1].localeCompare(b[1], root.lang)).map(([id, name]) => new Option(name, id)));
        }
        field.value = state.get(field.name) || "";
      }
      const changed = (event) => {
        for (const field of fields) if (field.value) state.set(field.name, field.value); else state.delete(field.name);
        filter();
        // A choice is a step that Back undoes; each letter of a word is not.
        if (event && event.target.localName === "select") history.pushState(null, "", location.href);
        remember();
      };
      for (const field of fields) field.addEventListener("input", changed);
      addEventListener("popstate", () => {
        state = new URLSearchParams(location.search);
        for (const field of fields) field.value = state.get(field.name) || "";
        filter();
        sort();
      });
      form.querySelector("[data-reset]").addEventListener("click", () => {
        for (const field of fields) field.value = "";
        changed();
        order("", false);
      });
      filter();
    }
    if (state.get("sort")) sort();
  };

  all("table.register[id]").forEach(register);
})();
