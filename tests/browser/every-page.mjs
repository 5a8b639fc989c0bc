// Every page in the browser, at the widths of a phone and of a desk, each in light, dark and forced colours: nothing that
// axe finds, nothing on the console, nothing fetched from elsewhere, nothing wider than the screen, nothing that moves
// while the page loads, one h1, and a title that no other page has.
import { prepareAxe, runAxe } from "./axe.mjs";
import { inParallel, openPage, watch } from "./browser.mjs";

const PHONE = { width: 360, height: 740 };
const SMALL_PHONE = { width: 320, height: 640 };
const DESK = { width: 1440, height: 900 };
// Scores of a page's layout shifts: a hair that is rounded off, and a tenth of what is commonly called good.
const NO_SHIFT = .001;
const LITTLE_SHIFT = .01;
const COLOURS = {
  light: { colorScheme: "light", forcedColors: "none" },
  dark: { colorScheme: "dark", forcedColors: "none" },
  forced: { colorScheme: "light", forcedColors: "active" },
};

/* These three run in the page. */

const settle = () => new Promise((done) => {
  requestAnimationFrame(() => requestAnimationFrame(done));
  // A tab that has nothing to paint may have no frames either.
  setTimeout(done, 500);
}).then(() => { for (const moving of document.getAnimations()) moving.finish(); });

const tooWide = () => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width && document.body.scrollWidth <= width) return null;
  const scrolls = (element) => {
    for (let one = element.parentElement; one && one !== document.body; one = one.parentElement) {
      if (getComputedStyle(one).overflowX !== "visible") return true;
    }
    return false;
  };
  const name = (element) => element.localName + (element.id ? `#${element.id}` : "") + [...element.classList].map((c) => `.${c}`).join("");
  // How far an element goes, or what flows out of it.
  const reach = (element) => {
    const { left, right } = element.getBoundingClientRect();
    return getComputedStyle(element).overflowX === "visible" ? Math.max(right, left + element.scrollWidth) : right;
  };
  const wide = [...document.querySelectorAll("main *, body > :not(main), body > :not(main) *")]
    .filter((element) => reach(element) > width + .4 && !scrolls(element));
  // The inner of two is nearer to the cause.
  return wide.filter((element) => !wide.some((other) => other !== element && element.contains(other))).slice(0, 3)
    .map((element) => `${name(element)} to ${Math.round(reach(element))} px`).join(", ");
};

const describe = () => new Promise((done) => {
  const shifts = [];
  const observer = new PerformanceObserver((list) => shifts.push(...list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  setTimeout(() => {
    shifts.push(...observer.takeRecords());
    const counted = shifts.filter((shift) => !shift.hadRecentInput);
    const name = (node) => (node ? node.localName || node.nodeName : "?") + (node && node.className ? `.${node.className}` : "");
    done({
      title: document.title,
      headings: document.querySelectorAll("h1").length,
      loaded: performance.getEntriesByType("resource").map((entry) => entry.name),
      shift: counted.reduce((sum, shift) => sum + shift.value, 0),
      moved: [...new Set(counted.flatMap((shift) => shift.sources.map((source) => name(source.node))))].slice(0, 3).join(", "),
    });
  }, 30);
});

const checkShift = (report, where, { shift, moved }, most) => report.check(
  "nothing moves while a page loads", where,
  shift > most ? [{ text: "the layout shifts", detail: `by ${shift.toFixed(4)}: ${moved}` }] : [],
);

const checkAxe = async (report, page, where) => {
  await prepareAxe(page);
  for (const [name, media] of Object.entries(COLOURS)) {
    await page.emulateMedia({ ...media, reducedMotion: "reduce" });
    await page.evaluate(settle);
    report.check("axe", `${where}, ${name}`, await runAxe(page));
  }
  await page.emulateMedia({ ...COLOURS.light, reducedMotion: "reduce" });
};

const visit = async (report, site, page, seen, path) => {
  // On a phone.
  await page.setViewportSize(PHONE);
  await page.goto(site.origin + path, { waitUntil: "load" });
  await page.evaluate(settle);
  const phone = await page.evaluate(describe);
  checkShift(report, `${path} at ${PHONE.width} px`, phone, NO_SHIFT);
  report.check("one h1", path, phone.headings === 1 ? [] : [`${phone.headings} h1`]);
  for (const size of [PHONE, SMALL_PHONE]) {
    await page.setViewportSize(size);
    const wide = await page.evaluate(tooWide);
    report.check("no page is wider than a phone", `${path} at ${size.width} px`, wide === null ? [] : [{ text: "too wide", detail: wide }]);
  }
  // The text spacing that WCAG 1.4.12 asks for.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }");
    document.adoptedStyleSheets = [sheet];
  });
  const spaced = await page.evaluate(tooWide);
  report.check("no page is wider than a phone", `${path} at ${SMALL_PHONE.width} px with wide spacing`, spaced === null ? [] : [{ text: "too wide", detail: spaced }]);
  await page.evaluate(() => { document.adoptedStyleSheets = []; });
  await page.setViewportSize(PHONE);
  await checkAxe(report, page, `${path} at ${PHONE.width} px`);

  // At a desk.
  await page.setViewportSize(DESK);
  await page.reload({ waitUntil: "load" });
  await page.evaluate(settle);
  checkShift(report, `${path} at ${DESK.width} px`, await page.evaluate(describe), NO_SHIFT);
  await checkAxe(report, page, `${path} at ${DESK.width} px`);
  report.check("quiet: console, requests, policy", path, seen.take());
  return phone;
};

/** Visits `pages`; gives what each has loaded, by path, for the scales. */
export const lookAtEveryPage = async (report, site, browser, pages) => {
  const titles = new Map();
  const loaded = new Map();
  const begin = async () => {
    const tab = await openPage(browser);
    return { tabs: [tab], seen: watch(tab, site.origin) };
  };
  await inParallel(report, pages, begin, async ({ tabs: [tab], seen }, { path }, checks) => {
    const found = await visit(checks, site, tab, seen, path);
    titles.set(found.title, [...(titles.get(found.title) || []), path]);
    loaded.set(path, found.loaded.map((url) => url.replace(site.origin, "")));
    if (loaded.size % 50 === 0) console.log(`   ${loaded.size} of ${pages.length} pages`);
  });
  for (const [title, [first, ...others]] of titles) {
    report.check("every title is its page's own", first, others.length ? [{ text: "the same title", detail: `“${title}” on ${others.slice(0, 3).join(", ")}` }] : []);
  }
  return loaded;
};

/** Loads some pages over a poor line, on which half a page is painted before the rest comes. */
export const loadSlowly = async (report, slowSite, browser, pages) => {
  const begin = async () => ({ tabs: [await openPage(browser)] });
  await inParallel(report, pages, begin, async ({ tabs: [tab] }, { path }, checks) => {
    for (const size of [PHONE, DESK]) {
      await tab.setViewportSize(size);
      await tab.goto(slowSite.origin + path, { waitUntil: "load" });
      await tab.evaluate(settle);
      checkShift(checks, `${path} at ${size.width} px, on a poor line`, await tab.evaluate(describe), LITTLE_SHIFT);
    }
  });
};
