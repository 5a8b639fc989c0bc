// The browser gates: everything that must hold of a built site and that only a browser can tell.
//   node site.mjs PUBLIC_DIR [gate…]     gates: html pages slowly script keyboard tasks places relevance lighthouse (all, unless some are named)
// PAGES=sample looks at one page of each template only, PAGES=/forces/ at the pages under that path; CHROMIUM is the browser, /usr/bin/chromium unless said.
// Leaves with 1 if anything is at fault, 2 if it could not be run.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { launch, within } from "./browser.mjs";
import { loadSlowly, lookAtEveryPage } from "./every-page.mjs";
import { readMarkup } from "./markup.mjs";
import { useKeyboard } from "./keyboard.mjs";
import { runLighthouse } from "./scores.mjs";
import { basePath, listPages, sampleOf } from "./pages.mjs";
import { Report } from "./report.mjs";
import { laxRules, serve } from "./server.mjs";
import { findByPlace } from "./places.mjs";
import { askSearch } from "./relevance.mjs";
import { doTasks } from "./tasks.mjs";
import { weigh } from "./weight.mjs";
import { readWithoutScript } from "./without-script.mjs";

const GATES = ["html", "pages", "slowly", "script", "keyboard", "tasks", "places", "relevance", "lighthouse"];
const [folder, ...named] = process.argv.slice(2);
const unknown = named.filter((gate) => !GATES.includes(gate));
if (!folder || unknown.length || !existsSync(join(folder, "index.html"))) {
  console.error(folder && !unknown.length
    ? `There is no site in ${folder}: it has no index.html.`
    : `node site.mjs PUBLIC_DIR [${GATES.join("|")}]…`);
  process.exit(2);
}

const root = resolve(folder);
const base = basePath(root);
const all = listPages(root, base);
const only = process.env.PAGES || "/";
const pages = only === "sample" ? sampleOf(all, 1) : all.filter(({ path }) => path.startsWith(only));
const report = new Report();
const began = Date.now();
const wants = (gate) => named.length === 0 || named.includes(gate);
const step = async (gate, title, work) => {
  if (!wants(gate)) return;
  console.log(`${title} (${Math.round((Date.now() - began) / 1000)} s)`);
  await work();
};

const site = await serve(root, { base });
const slowSite = await serve(root, { base, slowly: true });
const browser = await launch();
try {
  report.check("_headers allows nothing but the search's wasm", "_headers", laxRules(root));
  await step("html", `markup of ${pages.length} pages`, () => readMarkup(report, pages));
  await step("pages", `${pages.length} pages in light, dark and forced colours, at two widths`, async () => {
    const loaded = await lookAtEveryPage(report, site, browser, pages);
    weigh(report, root, base, pages, loaded);
  });
  await step("slowly", "pages over a poor line", () => loadSlowly(report, slowSite, browser, sampleOf(all, 1)));
  await step("script", "pages with and without script", () => readWithoutScript(report, site, browser, sampleOf(all, 3)));
  await step("keyboard", "by keyboard alone", () => useKeyboard(report, site, browser, all, base));
  await step("tasks", "what readers come for", () => doTasks(report, site, browser, base));
  await step("places", "bodies by place", () => findByPlace(report, site, browser, base));
  if (existsSync(join(root, "search", "index.html"))) await step("relevance", "what search puts first", () => askSearch(report, site, browser, base));
  await within(10, browser.close()).catch(() => {});
  await step("lighthouse", "Lighthouse", () => runLighthouse(report, site, all, base));
} catch (error) {
  report.check("the gates themselves ran", "site.mjs", [error.stack]);
} finally {
  await within(10, browser.close()).catch(() => {});
  site.close();
  slowSite.close();
}
report.print();
process.exit(report.failed ? 1 : 0);
