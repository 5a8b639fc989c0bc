/* What helps to read a long page: 1 contents · 2 terms · 3 printing. Text is inserted as text, never as markup. */
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  /* 1 The list of contents marks the section on the screen. */
  const contents = (nav) => {
    const links = new Map();
    for (const link of all("a[href^='#']", nav)) {
      const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (target) links.set(target, link);
    }
    const list = nav.querySelector("[popover]");
    nav.addEventListener("click", (event) => { if (event.target.closest("a") && list.matches(":popover-open")) list.hidePopover(); });
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

  /* 2 A term shows the first sentence of its entry on hover, focus or tap. The sentence is fetched from the entry's
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

  /* 3 Prints one section of a page. */
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

  all("nav.contents").forEach(contents);
  terms();
  printing();
})();
