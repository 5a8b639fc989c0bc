/* Puts two to four bodies side by side, from their own pages. The choice is in the address: ?bodies=kent,essex. Text is
   inserted as text, never as markup. */
(() => {
  "use strict";
  const form = document.getElementById("pp-compare");
  const selects = [...form.querySelectorAll("select")];
  const status = document.getElementById("pp-compare-status");
  const place = document.getElementById("pp-compared");
  const tools = document.getElementById("pp-compare-tools");
  const title = document.title;
  const all = (selector, within) => [...within.querySelectorAll(selector)];
  const text = (node) => node ? node.textContent.replace(/\s+/g, " ").trim() : "";

  /* What a body's page says of its latest inspection. */
  const read = (page, url, name) => {
    const at = (link) => new URL(link.getAttribute("href"), new URL(url, location)).href;
    const present = all("section.area", page).filter((area) => !area.id.startsWith("pp-earlier-"));
    const findings = present.flatMap((area) => all("article.finding", area)).map((finding) => {
      const heading = finding.querySelector("h3").cloneNode(true);
      all(".anchor, .finding-number", heading).forEach((link) => link.remove());
      return {
        title: text(heading),
        url: `${new URL(url, location).href}#${finding.id}`,
        kind: text(finding.querySelector(":scope > .label .kind")),
        isBoxed: finding.classList.contains("is-boxed"),
        topics: all(".topics a", finding).map(text),
      };
    });
    const source = text(page.querySelector(".verdict-source a"));
    const figures = all("table.figures tbody tr[id]", page).map((row) => ({
      label: text(row.querySelector("th")),
      shown: text(row.querySelector(".number")),
      when: (row.cells[2].firstChild?.textContent ?? "").replace(/\s+/g, " ").replace(/^[\s,]+|[\s,]+$/g, ""),
      extract: row.cells[2].querySelector("a")?.getAttribute("href") ?? source,
      note: text(row.querySelector(".note")),
      url: `${new URL(url, location).href}#${row.id}`,
    }));
    const verdict = page.querySelector(".verdict");
    return {
      name, url, findings, figures, source,
      grade: text(page.querySelector(".verdict-grade")),
      gradeClass: verdict ? verdict.className.replace("verdict", "").trim() : "",
      mark: text(page.querySelector(".scale [aria-current] .mark, .scale .is-here .mark")),
      recommendations: all(".recommendation", page).length,
      passed: all(".recommendation .is-passed", page).length,
      inspection: page.querySelector(".verdict-source a") && { name: source, url: at(page.querySelector(".verdict-source a")) },
    };
  };
  const pages = new Map();
  const fetchBody = (option) => {
    const { url } = option.dataset;
    if (!pages.has(url)) {
      const page = fetch(url).then((answer) => {
        if (!answer.ok) throw new Error(answer.status);
        return answer.text();
      }).then((html) => read(new DOMParser().parseFromString(html, "text/html"), url, option.textContent));
      page.catch(() => pages.delete(url));
      pages.set(url, page);
    }
    return pages.get(url);
  };

  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };
  const link = (words, url) => { const made = element("a", "", words); made.href = url; return made; };
  const none = (words) => element("span", "none", words);
  const badge = (body) => {
    const mark = element("span", "mark", body.mark || "–");
    mark.setAttribute("aria-hidden", "true");
    return element("span", `grade ${body.gradeClass}`, mark, body.grade);
  };

  /* The rows of the table: a heading, and what each body has. */
  const rowsOf = (bodies) => {
    const rows = [];
    const group = (heading) => rows.push({ heading, isGroup: true });
    group("Judgment");
    rows.push({ heading: "Grade", cells: bodies.map((body) => [badge(body)]) });
    rows.push({ heading: "Source", cells: bodies.map((body) => [body.inspection ? link(body.inspection.name, body.inspection.url) : none("None")]) });
    group("Boxed findings");
    const kinds = [...new Set(bodies.flatMap((body) => body.findings.filter((it) => it.isBoxed).map((it) => it.kind)))];
    for (const kind of kinds) {
      rows.push({ heading: kind, cells: bodies.map((body) => [String(body.findings.filter((it) => it.kind === kind).length)]) });
    }
    group("Recommendations");
    rows.push({ heading: "All", cells: bodies.map((body) => [String(body.recommendations)]) });
    rows.push({ heading: "Date passed; no update recorded", cells: bodies.map((body) => [String(body.passed)]) });
    const topics = [...new Set(bodies.flatMap((body) => body.findings.flatMap((it) => it.topics)))].sort((a, b) => a.localeCompare(b));
    if (topics.length) group("Findings by topic");
    for (const topic of topics) {
      rows.push({ heading: topic, cells: bodies.map((body) => {
        const found = body.findings.filter((it) => it.topics.includes(topic));
        return [found.length ? element("ul", "finding-list", ...found.map((it) => element("li", "", link(it.title, it.url), it.kind ? ` (${it.kind.replace(" (our label)", "").toLowerCase()})` : ""))) : none("None")];
      }) });
    }
    const same = (a, b) => a.label === b.label && a.when === b.when && a.extract === b.extract;
    const shared = bodies.flatMap((body, at) => body.figures.filter((figure) => !bodies.slice(0, at).some((other) => other.figures.some((it) => same(it, figure)))
      && bodies.slice(at + 1).some((other) => other.figures.some((it) => same(it, figure)))));
    group("Figures with the same definition, date and source");
    if (!shared.length) rows.push({ heading: "None", cells: bodies.map(() => [none("None")]) });
    for (const figure of shared) {
      rows.push({ heading: `${figure.label}, ${figure.when}`, cells: bodies.map((body) => {
        const found = body.figures.find((it) => same(it, figure));
        return found ? [link(found.shown, found.url), found.note ? element("span", "note", ` ${found.note}`) : ""] : [none("Not given")];
      }) });
    }
    return rows;
  };

  const draw = (bodies) => {
    const table = element("table", "plain stacks compare");
    table.append(element("caption", "visually-hidden", `${bodies.map((it) => it.name).join(", ")} side by side`));
    const head = element("tr", "", element("td", ""), ...bodies.map((body) => { const cell = element("th", "", link(body.name, body.url)); cell.scope = "col"; return cell; }));
    table.append(element("thead", "", head));
    const body = element("tbody", "");
    for (const row of rowsOf(bodies)) {
      const heading = element("th", "", row.heading);
      heading.scope = row.isGroup ? "colgroup" : "row";
      if (row.isGroup) heading.colSpan = bodies.length + 1;
      const line = element("tr", row.isGroup ? "group" : "", heading);
      (row.cells ?? []).forEach((cell, at) => {
        const made = element("td", "", ...cell);
        made.dataset.label = bodies[at].name;
        line.append(made);
      });
      body.append(line);
    }
    table.append(body);
    place.replaceChildren(element("div", "table-wrap", table));
  };

  const chosen = () => {
    const options = selects.map((select) => select.selectedOptions[0]).filter((option) => option.value);
    return options.filter((option, at) => options.findIndex((other) => other.value === option.value) === at);
  };
  let turn = 0;
  const show = async () => {
    const mine = turn += 1;
    const options = chosen();
    tools.hidden = options.length < 2;
    if (options.length < 2) {
      status.textContent = options.length ? "Choose one more body, up to four." : "Choose two to four bodies.";
      place.replaceChildren();
      document.title = title;
      return;
    }
    try {
      const bodies = await Promise.all(options.map(fetchBody));
      if (mine !== turn) return;
      draw(bodies);
      const names = bodies.map((body) => body.name).join(", ");
      status.textContent = `${names} side by side.`;
      document.title = `${names} – ${title}`;
    } catch {
      if (mine !== turn) return;
      place.replaceChildren();
      status.textContent = "A page could not be loaded. Use the regions below.";
    }
  };
  const start = () => {
    const ids = (new URLSearchParams(location.search).get("bodies") ?? "").split(",").filter(Boolean).slice(0, selects.length);
    selects.forEach((select, at) => { select.value = ids[at] ?? ""; if (select.selectedIndex < 0) select.value = ""; });
    return show();
  };
  const choose = () => {
    const ids = chosen().map((option) => option.value).join(",");
    history.pushState(null, "", location.pathname + (ids ? `?bodies=${ids}` : ""));
    show();
  };
  form.addEventListener("change", choose);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", start);

  /* The text of a cell, without marks that only decorate it. */
  const spoken = (cell) => {
    const copy = cell.cloneNode(true);
    all("[aria-hidden]", copy).forEach((mark) => mark.remove());
    return text(copy);
  };
  const csv = () => all("tr", place).map((row) => [...row.cells].map((cell) => {
    const value = all("li", cell).length ? all("li", cell).map(text).join("; ") : spoken(cell);
    // A leading = + - or @ would be a formula in a spreadsheet.
    return `"${value.replace(/^([=+\-@])/, "'$1").replaceAll('"', '""')}"`;
  }).join(",")).join("\r\n");
  tools.querySelector("[data-csv]").addEventListener("click", () => {
    const save = link("", URL.createObjectURL(new Blob([`\uFEFF${csv()}\r\n`], { type: "text/csv" })));
    save.download = `${chosen().map((option) => option.value).join("-")}.csv`;
    save.click();
    setTimeout(() => URL.revokeObjectURL(save.href), 1000);
  });
  tools.querySelector("[data-print-page]").addEventListener("click", () => print());
  tools.querySelector("[data-copy-page]").addEventListener("click", () => {
    navigator.clipboard?.writeText(location.href).then(() => { status.textContent = "Link copied."; }, () => {});
  });
  /* On a slow line, a reader may have chosen before this script was there. */
  if (chosen().length && !new URLSearchParams(location.search).has("bodies")) choose();
  else start();
})();
