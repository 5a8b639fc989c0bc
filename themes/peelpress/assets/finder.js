/* Narrows a list of bodies or terms as a reader types. */
(() => {
  "use strict";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const slug = (text) => text.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

  /* Finders filter a list as you type. */
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

  all("search.finder[data-list]").forEach(finder);
})();
