/* The search page: asks the site's own index, and shows what it finds as text. */
(() => {
  "use strict";
  const page = document.getElementById("part-search");
  const form = page.querySelector("form");
  const [found, list, more] = ["part-found", "part-results", "part-more"].map((id) => document.getElementById(id));
  const fields = [...form.querySelectorAll("[name]")];
  const BATCH = 10;
  let waiting = [];
  let asked = 0;

  /* The index is fetched when it is first wanted. */
  let program;
  const index = () => program ||= import(new URL(`${page.dataset.index}pagefind.js`, location)).then(async (pagefind) => {
    await pagefind.options({ excerptLength: 26, noWorker: true });
    for (const part of page.dataset.more.split(" ").filter(Boolean)) await pagefind.mergeIndex(part);
    return pagefind;
  });

  const element = (name, className, ...inside) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...inside);
    return made;
  };
  /* An excerpt comes as markup with the words found in <mark>. Only its text is taken. */
  const excerpt = (markup) => [...new DOMParser().parseFromString(markup, "text/html").body.childNodes]
    .map((node) => node.nodeName === "MARK" ? element("mark", "", node.textContent) : node.textContent);

  const show = (result) => {
    const link = element("a", "", result.meta.title);
    link.href = result.raw_url || result.url;
    const about = [result.meta.kind, result.meta.place].filter(Boolean).join(" · ");
    list.append(element("li", "", link, element("span", "by", about), element("p", "", ...excerpt(result.excerpt))));
  };
  const next = async () => {
    const mine = asked;
    const results = await Promise.all(waiting.splice(0, BATCH).map((result) => result.data()));
    if (mine !== asked) return null;
    const last = list.lastElementChild;
    results.forEach(show);
    more.hidden = waiting.length === 0;
    return last ? last.nextElementSibling : null;
  };

  const search = async () => {
    const mine = ++asked;
    const chosen = Object.fromEntries(fields.map((field) => [field.name, field.value.trim()]).filter(([, value]) => value));
    history.replaceState(null, "", location.pathname + (Object.keys(chosen).length ? `?${new URLSearchParams(chosen)}` : ""));
    const { q, ...filters } = chosen;
    if (!q && !Object.keys(filters).length) {
      list.replaceChildren();
      found.textContent = "";
      more.hidden = true;
      return;
    }
    try {
      const { results } = await (await index()).search(q || null, { filters });
      if (mine !== asked) return;
      list.replaceChildren();
      waiting = [...results];
      found.textContent = results.length === 1 ? "1 result" : results.length ? `${results.length} results` : "Nothing found. Try fewer or other words.";
      await next();
    } catch {
      found.textContent = "The search could not be loaded.";
    }
  };

  let timer;
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 150); });
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  more.addEventListener("click", async () => {
    const first = await next();
    if (first) first.querySelector("a").focus();
  });
  const asking = new URLSearchParams(location.search);
  for (const field of fields) field.value = asking.get(field.name) || "";
  search();
  if (!fields[0].value) fields[0].focus();
})();
