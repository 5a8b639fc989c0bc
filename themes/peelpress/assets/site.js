/* What every page needs: 1 colours · 2 links to copy · 3 scripts that wait. Registers, finders, maps and long pages have scripts of
   their own. Text is inserted as text, never as markup. */
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector) => [...document.querySelectorAll(selector)];

  /* 1 Colours: those of the system, or the reader's choice. Set before the first paint. */
  const colours = ["", "light", "dark"];
  let chosen = "";
  // Storage may be blocked.
  try { chosen = localStorage.getItem("colours") || ""; } catch { chosen = ""; }
  const paint = () => { if (chosen) root.dataset.colours = chosen; else delete root.dataset.colours; };
  paint();
  root.classList.add("has-script");

  const colourSwitch = () => {
    for (const button of all("[data-colour-switch]")) {
      const name = button.querySelector("[data-colour-name]");
      const show = () => { name.textContent = button.dataset[chosen || "system"]; };
      button.addEventListener("click", () => {
        chosen = colours[(colours.indexOf(chosen) + 1) % colours.length];
        try { localStorage.setItem("colours", chosen); } catch { root.dataset.colours = chosen; }
        paint();
        show();
      });
      show();
    }
  };

  /* 2 The # next to a heading also copies its address; that of a finding copies the address of its own page. */
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
    const page = link.closest("article.finding > h3") && link.closest("article").querySelector(".own-page");
    navigator.clipboard.writeText((page || link).href).then(() => say("Link copied"), () => {});
  });

  /* 3 The script of a form is loaded when the form is first used. */
  const waiting = (box) => {
    const load = () => {
      const script = document.createElement("script");
      script.src = box.dataset.script;
      script.integrity = box.dataset.integrity;
      document.head.append(script);
    };
    if (box.contains(document.activeElement)) load(); else box.addEventListener("focusin", load, { once: true });
  };

  document.addEventListener("DOMContentLoaded", () => {
    colourSwitch();
    copying();
    all("[data-script]").forEach(waiting);
  });
})();
