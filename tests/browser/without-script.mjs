// With JavaScript off a page says what it says with it. Shown text is compared word by word, both ways: whatever a
// reader sees with script is shown without it, and nothing shown without script is missing with it (it may be folded
// away). Left out on both sides are controls, which need script, and what they announce.
import { inParallel, openPage } from "./browser.mjs";

const CONTROLS = "search, form, dialog, select, output, noscript, [role=search], [role=status], [role=alert], [aria-live], .script-only";

/* Runs in the page, with and without script. */
const wordsOfMain = (controls) => {
  const main = document.querySelector("main");
  const shown = [];
  const there = [];
  if (!main) return { shown, there };
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (element.closest(controls)) continue;
    const words = node.data.split(/\s+/).filter(Boolean);
    there.push(...words);
    if (element.checkVisibility({ visibilityProperty: true })) shown.push(...words);
  }
  return { shown, there };
};

/** The first words of `few` that are not, in their order, among `many`; nothing if all are. */
const firstMissing = (few, many) => {
  let at = 0;
  for (const [index, word] of few.entries()) {
    const found = many.indexOf(word, at);
    if (found < 0) return few.slice(Math.max(0, index - 3), index + 8).join(" ");
    at = found + 1;
  }
  return "";
};

export const readWithoutScript = async (report, site, browser, pages) => {
  const begin = async () => ({ tabs: [await openPage(browser), await openPage(browser, { javaScriptEnabled: false })] });
  await inParallel(report, pages, begin, async ({ tabs }, { path }, checks) => {
    const [on, off] = await Promise.all(tabs.map(async (tab) => {
      await tab.goto(site.origin + path, { waitUntil: "load" });
      return tab.evaluate(wordsOfMain, CONTROLS);
    }));
    const onlyWithScript = firstMissing(on.shown, off.shown);
    const lostToScript = firstMissing(off.shown, on.there);
    checks.check("a page says the same without script", path, [
      ...(off.shown.length ? [] : ["main is empty without script"]),
      ...(onlyWithScript ? [{ text: "shown only with script", detail: `“${onlyWithScript}”` }] : []),
      ...(lostToScript ? [{ text: "shown only without script", detail: `“${lostToScript}”` }] : []),
    ]);
  });
};
