// axe-core in a page: the rules of WCAG 2.2 at A and AA, and axe's best practices.
import { createRequire } from "node:module";

const SOURCE = createRequire(import.meta.url)("axe-core").source;
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/* The next two run in the page. */

// In forced colours Chromium paints text in the forced `color`, yet goes on giving the author's colour as that of
// `-webkit-text-fill-color`, which axe reads first. Here axe is given what is painted.
const mendFillColour = () => {
  const read = CSSStyleDeclaration.prototype.getPropertyValue;
  CSSStyleDeclaration.prototype.getPropertyValue = function (name) {
    const isForced = name === "-webkit-text-fill-color" && matchMedia("(forced-colors: active)").matches
      && read.call(this, "forced-color-adjust") === "auto";
    return read.call(this, isForced ? "color" : name);
  };
};

const run = (tags) => globalThis.axe
  .run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], preload: false, iframes: false })
  .then(({ violations }) => violations.map(({ id, help, nodes }) => ({
    id,
    help,
    count: nodes.length,
    first: nodes.slice(0, 3).map((node) => node.target.flat().join(" ")).join(" | "),
    why: [...nodes[0].any, ...nodes[0].all, ...nodes[0].none][0]?.message || "",
  })));

/** Puts axe into the page, once a load. It comes through the debugger, which the page's policy does not hold. */
export const prepareAxe = async (page) => {
  await page.evaluate(SOURCE);
  await page.evaluate(mendFillColour);
};

/** What axe finds in the page in its present state: a list of problems. */
export const runAxe = async (page) => (await page.evaluate(run, RULES)).map(({ id, help, count, first, why }) => (
  { text: `${id}: ${help}`, detail: `${count} × ${first}; ${why}` }));
