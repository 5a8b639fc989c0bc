// What a page weighs before compression: its HTML with every style sheet and script that it loads by itself.
import { statSync } from "node:fs";
import { fileOf } from "./pages.mjs";

// Kilobytes of a thousand bytes, the smaller reading of "KB".
const BODY_PAGE = 100_000;
const HOME_PAGE = 120_000;
const SCRIPT = 15_000;
const BODY_TEMPLATE = "body_profile";
const SEARCH_TEMPLATE = "search";
const kb = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;

/** `loaded`: the addresses that each page has loaded, by the page's path. */
export const weigh = (report, root, base, pages, loaded) => {
  const sizeOf = (path) => statSync(fileOf(root, base, path.split("?")[0])).size;
  const sum = (paths) => paths.reduce((bytes, path) => bytes + sizeOf(path), 0);
  const common = new Set(loaded.get(base) || []);
  const weighed = [];
  for (const { path, template, bytes } of pages) {
    if (!loaded.has(path)) continue;
    const scripts = loaded.get(path).filter((one) => /\.m?js(\?|$)/.test(one));
    const styles = loaded.get(path).filter((one) => /\.css(\?|$)/.test(one));
    const script = sum(scripts);
    const whole = bytes + script + sum(styles);
    weighed.push({ path, bytes, script, whole });
    if (template === BODY_TEMPLATE) {
      report.check("weight of a body's page", path, whole < BODY_PAGE ? []
        : [{ text: `not under ${kb(BODY_PAGE)}`, detail: `${kb(whole)}: ${kb(bytes)} HTML, ${kb(script)} script, ${kb(sum(styles))} style` }]);
    }
    if (path === base) {
      report.check("weight of the home page", path, whole < HOME_PAGE ? []
        : [{ text: `not under ${kb(HOME_PAGE)}`, detail: `${kb(whole)}: ${kb(bytes)} HTML, ${kb(script)} script, ${kb(sum(styles))} style` }]);
    }
    // The search page may have a script of its own besides the one that every page has.
    const counted = template === SEARCH_TEMPLATE ? sum(scripts.filter((one) => common.has(one))) : script;
    report.check("weight of script", path, counted < SCRIPT ? [] : [{ text: `not under ${kb(SCRIPT)}`, detail: kb(counted) }]);
  }
  weighed.sort((a, b) => b.whole - a.whole);
  for (const { path, bytes, script, whole } of weighed.slice(0, 8)) {
    report.note("weight of script", `${kb(whole).padStart(9)}  ${path}  (${kb(bytes)} HTML, ${kb(script)} script)`);
  }
  const heaviestBody = weighed.find(({ path }) => pages.find((page) => page.path === path).template === BODY_TEMPLATE);
  if (heaviestBody) report.note("weight of a body's page", `heaviest: ${heaviestBody.path}, ${kb(heaviestBody.whole)}`);
};
