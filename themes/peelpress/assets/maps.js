/* Makes a map one stop of the Tab key, with arrow keys and names. */
(() => {
  "use strict";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  /* A map is one stop of the Tab key; arrow keys go to the nearest area in their direction, and hover and focus show
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
    const shape = (link) => link.querySelector(":scope > :is(path:not(.lead-line), use, circle:not(.hit))");
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
      if (link.hasAttribute("transform")) over.setAttribute("transform", link.getAttribute("transform"));
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

  all("figure.map > svg[role=group]").forEach(map);
})();
