// By keyboard alone: each journey is a reader who has no pointer, and at every stop the focus must be seen.
import { openPage, watch, within } from "./browser.mjs";
import { changeColours, openMenu, printSection, readForce, readTerm, switchMap } from "./journeys.mjs";
import { Keys } from "./keys.mjs";
import { sampleOf } from "./pages.mjs";
import { filterFindings, findBody, search, sortJudgments } from "./registers.mjs";

const PHONE = { width: 360, height: 740 };

const largest = (pages, wanted) => pages.filter(wanted).sort((a, b) => b.bytes - a.bytes)[0];

export const useKeyboard = async (report, site, browser, pages, base) => {
  const once = async (path, work, options) => {
    const page = await openPage(browser, options);
    const keys = new Keys(page, { isScripted: options.javaScriptEnabled !== false });
    const seen = watch(page, site.origin);
    let isOver = true;
    try {
      await within(90, work(keys, site.origin + path));
    } catch (error) {
      isOver = !error.message.startsWith("no answer");
      keys.faults.push(error.message.split("\n")[0]);
    }
    page.context().close().catch(() => {});
    return { isOver, faults: [...keys.faults, ...seen.take()] };
  };
  const journey = async (name, path, work, options = {}) => {
    let { isOver, faults } = await once(path, work, options);
    if (!isOver) ({ faults } = await once(path, work, options));
    report.check("by keyboard", `${name}, ${path}`, faults);
  };
  const force = largest(pages, ({ path, template }) => template === "body_profile" && path.startsWith(`${base}forces/`));
  await journey("read a force's page", force.path, readForce);
  await journey("read a term", force.path, readTerm);
  await journey("print a section", force.path, printSection);
  await journey("filter the findings", `${base}findings/`, filterFindings);
  await journey("sort the judgments", `${base}judgments/`, sortJudgments);
  await journey("change the map", base, switchMap, { viewport: PHONE });
  await journey("change the map without script", base, switchMap, { viewport: PHONE, javaScriptEnabled: false });
  await journey("open the menu", base, openMenu, { viewport: PHONE });
  await journey("open the menu without script", base, openMenu, { viewport: PHONE, javaScriptEnabled: false });
  await journey("change the colours", base, changeColours);
  await journey("find a force", base, findBody);
  if (pages.some(({ path }) => path === `${base}search/`)) await journey("search", `${base}search/`, search);
  for (const { path } of sampleOf(pages, 1)) {
    await journey("see the focus at every stop", path, async (keys, url) => { await keys.open(url); await keys.walk(150); });
  }
  for (const path of [base, force.path, `${base}findings/`]) {
    const walk = async (keys, url) => { await keys.open(url); await keys.walk(80); };
    await journey("see the focus in forced colours", path, walk, { forcedColors: "active" });
    await journey("see the focus on a phone in the dark", path, walk, { colorScheme: "dark", viewport: PHONE });
  }
};
