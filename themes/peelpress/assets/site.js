/* What JavaScript adds to pages that are complete without it. Text is inserted as text, never as markup.
   1 colours · 2 registers: sorting and filtering · 3 finders · 4 contents · 5 links to copy · 6 terms · 7 printing · 8 maps */
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const slug = (text) => text.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

  /* 1 Colours: those of the system, or the reader's choice. Set before the first paint. */
  const colours = ["", "light", "dark"];
  let chosen = "";
  try { chosen = localStorage.getItem("colours") || ""; } catch { /* storage may be blocked */ }
  const paint = () => { if (chosen) root.dataset.colours = chosen; else delete root.dataset.colours; };
  paint();
  root.classList.add("has-script");

  const colourSwitch = () => {
    for (const button of all("[data-colour-switch]")) {
      const name = button.querySelector("[data-colour-name]");
      const show = () => { name.textContent = button.dataset[chosen || "system"]; };
      button.addEventListener("click", () => {
        chosen = colours[(colours.indexOf(chosen) + 1) % colours.length];
        try { chosen ? localStorage.setItem("colours", chosen) : localStorage.removeItem("colours"); } catch { /* blocked, as above */ }
        paint();
        show();
      });
      show();
    }
  };

  /* 2 Registers. The order and the filters are in the address: ?kind=cause-of-concern&sort=due&order=down
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

  /* 3 Finders filter a list as you type. */
  const finder = (form) => {
    const list = document.getElementById(form.dataset.list);
    const field = form.querySelector("input");
    const status = form.querySelector("[role=status]");
    const further = status.nextElementSibling;
    const entries = all("[data-words]", list).map((entry) => [entry, slug(entry.dataset.words + " " + entry.textContent)]);
    const groups = all("section", list);
    const narrow = () => {
      const words = slug(field.value).split("-").filter(Boolean);
      let shown = 0;
      for (const [entry, text] of entries) {
        entry.hidden = !words.every((word) => `-${text}`.includes(`-${word}`));
        if (!entry.hidden) shown += 1;
      }
      for (const group of groups) group.hidden = !group.querySelector("[data-words]:not([hidden])");
      status.textContent = !words.length ? "" : shown ? `${shown} found` : status.dataset.none;
      if (further) {
        further.hidden = !words.length || shown > 0;
        further.querySelector("a").search = new URLSearchParams({ q: field.value });
      }
    };
    field.addEventListener("input", narrow);
    field.addEventListener("keydown", (event) => {
      const first = event.key === "Enter" && field.value && list.querySelector("[data-words]:not([hidden]) a");
      if (first) first.click();
    });
    if (field.value) narrow();
  };

  /* 4 The list of contents marks the section on the screen. */
  const contents = (nav) => {
    const links = new Map();
    for (const link of all("a[href^='#']", nav)) {
      const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (target) links.set(target, link);
    }
    const targets = [...links.keys()];
    let marked = null;
    const follow = () => {
      let here = targets[0];
      for (const target of targets) if (target.getBoundingClientRect().top < innerHeight * .3) here = target;
      if (here === marked) return;
      marked = here;
      for (const [target, link] of links) {
        if (target === here) link.setAttribute("aria-current", "location"); else link.removeAttribute("aria-current");
      }
      for (const item of all("li", nav)) item.classList.toggle("is-open", Boolean(item.querySelector("[aria-current]")));
      if (nav.scrollHeight > nav.clientHeight) {
        const link = links.get(here);
        nav.scrollTop = link.offsetTop - nav.clientHeight / 2;
      }
    };
    let waiting = false;
    addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; follow(); });
    }, { passive: true });
    follow();
  };

  /* 5 The # next to a heading also copies its address. */
  const say = (text) => {
    let box = document.querySelector(".said");
    if (!box) {
      box = document.createElement("p");
      box.className = "said";
      box.setAttribute("role", "status");
      document.body.append(box);
    }
    box.textContent = text;
    clearTimeout(say.timer);
    say.timer = setTimeout(() => { box.textContent = ""; }, 2500);
  };
  const copying = () => document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a.anchor");
    if (!link || !navigator.clipboard) return;
    navigator.clipboard.writeText(link.dataset.copy ? new URL(link.dataset.copy, location).href : link.href).then(() => say("Link copied"), () => {});
  });

  /* 6 A term shows the first sentence of its entry on hover, focus or tap. The sentence is fetched from the entry's
     page. It stays until the reader leaves both term and box, and Escape closes it. */
  const terms = () => {
    const known = new Map();
    let box, words, more, at, timer;
    const build = () => {
      box = document.createElement("div");
      box.className = "definition";
      box.id = "pp-definition";
      box.setAttribute("role", "status");
      words = document.createElement("p");
      more = document.createElement("a");
      more.textContent = "Full definition";
      box.append(words, more);
      box.hidden = true;
      document.body.append(box);
      box.addEventListener("pointerenter", () => clearTimeout(timer));
      box.addEventListener("pointerleave", later);
    };
    const sentence = (url) => {
      if (!known.has(url)) {
        known.set(url, fetch(url).then((answer) => {
          if (!answer.ok) throw new Error(answer.status);
          return answer.text();
        }).then((text) => {
          const page = new DOMParser().parseFromString(text, "text/html");
          return page.querySelector("meta[name=description]").content;
        }));
      }
      return known.get(url);
    };
    const hide = () => { clearTimeout(timer); at = null; if (box) box.hidden = true; };
    const later = () => { clearTimeout(timer); timer = setTimeout(hide, 300); };
    const show = (term) => {
      clearTimeout(timer);
      if (at === term) return;
      at = term;
      sentence(term.href).then((text) => {
        if (at !== term || !text) return;
        if (!box) build();
        words.textContent = text;
        more.href = term.href;
        box.hidden = false;
        const place = term.getBoundingClientRect();
        const left = Math.max(8, Math.min(place.left, root.clientWidth - box.offsetWidth - 8));
        const below = place.bottom + box.offsetHeight + 12 < innerHeight;
        box.style.left = `${left + scrollX}px`;
        box.style.top = `${(below ? place.bottom + 4 : place.top - box.offsetHeight - 4) + scrollY}px`;
      }, () => {});
    };
    const termOf = (event) => event.target.closest && event.target.closest("a.term");
    let pointer = "mouse";
    document.addEventListener("pointerdown", (event) => {
      pointer = event.pointerType;
      if (box && !box.hidden && !box.contains(event.target) && !termOf(event)) hide();
    });
    document.addEventListener("pointerover", (event) => {
      const term = event.pointerType === "mouse" && termOf(event);
      if (term) { clearTimeout(timer); timer = setTimeout(() => show(term), 150); }
    });
    document.addEventListener("pointerout", (event) => { if (event.pointerType === "mouse" && termOf(event)) later(); });
    document.addEventListener("focusin", (event) => { const term = termOf(event); if (term && term.matches(":focus-visible")) show(term); });
    document.addEventListener("focusout", (event) => { if (termOf(event)) later(); });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
    document.addEventListener("click", (event) => {
      const term = termOf(event);
      if (!term || pointer !== "touch" || (at === term && box && !box.hidden)) return;
      event.preventDefault();
      show(term);
    });
  };

  /* 7 Prints one section of a page. */
  const printing = () => document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("[data-print]");
    if (!button) return;
    const part = button.closest("section");
    part.classList.add("is-printed");
    root.classList.add("prints-part");
    // On some devices print() returns before the page is printed.
    addEventListener("afterprint", () => {
      root.classList.remove("prints-part");
      part.classList.remove("is-printed");
    }, { once: true });
    print();
  });

  /* 8 A map is one stop of the Tab key; arrow keys go to the nearest area in their direction, and hover and focus show
     its name above its neighbours. */
  const map = (svg) => {
    const links = all("a", svg);
    if (links.length < 2) return;
    const figure = svg.closest("figure");
    const tip = document.createElement("p");
    tip.className = "map-tip";
    tip.setAttribute("aria-hidden", "true");
    tip.hidden = true;
    figure.append(tip);
    let over;
    const shape = (link) => link.querySelector(":scope > :is(path:not(.lead-line), polygon, circle:not(.hit))");
    const names = new Map();
    for (const link of links) {
      const title = link.querySelector("title");
      link.setAttribute("aria-label", title.textContent);
      names.set(link, title.textContent);
      // The browser would show the title as a second, slower tooltip.
      title.remove();
    }
    const hide = () => { tip.hidden = true; if (over) over.remove(); over = undefined; };
    const show = (link, isFocus) => {
      hide();
      over = shape(link).cloneNode(false);
      over.removeAttribute("fill");
      over.setAttribute("class", isFocus ? "over is-focus" : "over");
      svg.append(over);
      tip.textContent = names.get(link);
      tip.hidden = false;
      const box = shape(link).getBoundingClientRect();
      const home = figure.getBoundingClientRect();
      const half = tip.offsetWidth / 2;
      tip.style.left = `${Math.max(half, Math.min(home.width - half, box.left + box.width / 2 - home.left))}px`;
      tip.style.top = `${box.top - home.top}px`;
    };
    const stop = (link) => { for (const other of links) other.setAttribute("tabindex", other === link ? "0" : "-1"); };
    stop(links[0]);
    const centre = (link) => { const box = shape(link).getBoundingClientRect(); return [box.left + box.width / 2, box.top + box.height / 2]; };
    const next = (from, dx, dy) => {
      const [x, y] = centre(from);
      let best, least = Infinity;
      for (const link of links) {
        const [ox, oy] = centre(link);
        const along = (ox - x) * dx + (oy - y) * dy;
        const across = Math.abs((ox - x) * dy) + Math.abs((oy - y) * dx);
        if (link !== from && along > 1 && along + 2 * across < least) { least = along + 2 * across; best = link; }
      }
      return best;
    };
    // On the figure: Chromium makes an SVG with such listeners a stop of its own.
    const linkOf = (event) => { const link = event.target.closest("a"); return svg.contains(link) ? link : null; };
    figure.addEventListener("keydown", (event) => {
      const from = linkOf(event);
      if (!from) return;
      const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      const to = way ? next(from, ...way) : { Home: links[0], End: links[links.length - 1] }[event.key];
      if (event.key === "Escape") hide();
      if (!way && !to) return;
      event.preventDefault();
      if (to) { stop(to); to.focus(); }
    });
    figure.addEventListener("focusin", (event) => { const link = linkOf(event); if (link) { stop(link); show(link, link.matches(":focus-visible")); } });
    figure.addEventListener("focusout", hide);
    figure.addEventListener("pointerover", (event) => { const link = linkOf(event); if (link && event.pointerType === "mouse") show(link, false); });
    figure.addEventListener("pointerout", (event) => { if (event.pointerType === "mouse" && !svg.contains(document.activeElement)) hide(); });
  };

  document.addEventListener("DOMContentLoaded", () => {
    colourSwitch();
    all("table.register[id]").forEach(register);
    all("search.finder[data-list]").forEach(finder);
    all("nav.contents").forEach(contents);
    copying();
    terms();
    printing();
    all("figure.map > svg[role=group]").forEach(map);
  });
})();
