// Journeys by keyboard through pages to read: a force, a term, a map, the menu. In each, `keys` is at a fresh page.
import { IN } from "./keys.mjs";

/** From the top of a force's page by the skip link to its text, and by a link to a finding. */
export const readForce = async (keys, url) => {
  const { page } = keys;
  await keys.open(url);
  await keys.press("Tab");
  keys.note(await keys.focus());
  keys.expect(await page.evaluate(() => document.querySelector("main").id === document.activeElement.hash?.slice(1)), "the first stop is not a skip link to main");
  await keys.press("Enter");
  keys.expect(await page.evaluate(() => document.activeElement === document.querySelector("main")), "the skip link does not move the focus to main");
  await keys.press("Tab");
  keys.expect(await keys.isOn("main *"), "the stop after main is not in it");

  await page.evaluate((findings) => {
    for (const link of document.querySelectorAll("main a[href*='#']:not(.anchor)")) {
      const target = document.getElementById(link.hash.slice(1));
      if (target && target.matches(findings)) link.dataset.leadsToFinding = "";
    }
  }, IN.finding);
  await keys.reach("[data-leads-to-finding]");
  const hash = await page.evaluate(() => document.activeElement.hash);
  await keys.press("Enter");
  await keys.expectSoon("a finding's link does not change the address", (wanted) => location.hash === wanted, hash);
  await keys.expectSoon("a finding's link does not show the finding", (wanted) => {
    const { top } = document.getElementById(wanted.slice(1)).getBoundingClientRect();
    return top >= -1 && top < innerHeight / 2;
  }, hash);
  await keys.press("Tab");
  keys.expect(await page.evaluate((wanted) => {
    const finding = document.getElementById(wanted.slice(1));
    return finding.contains(document.activeElement) || Boolean(finding.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING);
  }, hash), "the stop after a finding is before it");
};

/** A glossary term: its definition opens on focus and on hover, stays while pointed at, and Escape closes it. */
export const readTerm = async (keys, url) => {
  const { page } = keys;
  const box = page.locator(IN.definition);
  const isShown = (selector) => { const found = document.querySelector(selector); return Boolean(found && found.checkVisibility() && found.textContent.trim().length > 20); };
  const isGone = (selector) => { const found = document.querySelector(selector); return !found || !found.checkVisibility(); };
  await keys.open(url);
  keys.expect(await page.locator(`${IN.term}[title]`).count() === 0, "a term has a title attribute");
  await keys.reach(IN.term);
  await keys.expectSoon("focus does not open the definition", isShown, IN.definition);
  keys.note(await keys.focus());
  await keys.inspect();
  await keys.press("Escape");
  await keys.expectSoon("Escape does not close the definition", isGone, IN.definition);
  keys.expect(await keys.isOn(IN.term), "Escape takes the focus from the term");

  await page.evaluate(() => document.activeElement.blur());
  const term = page.locator(IN.term).first();
  await term.scrollIntoViewIfNeeded();
  await term.hover();
  if (await keys.expectSoon("hover does not open the definition", isShown, IN.definition)) {
    await box.hover();
    await page.waitForTimeout(1200);
    keys.expect(await box.isVisible(), "the definition goes while it is pointed at");
    await keys.press("Escape");
    await keys.expectSoon("Escape does not close a definition that is pointed at", isGone, IN.definition);
    await page.mouse.move(1, 1);
    await term.hover();
    await keys.expectSoon("hover does not open the definition again", isShown, IN.definition);
    await page.mouse.move(1, 1);
    await keys.expectSoon("the definition stays when the pointer has left", isGone, IN.definition);
  }
  await keys.open(url);
  await keys.reach(IN.term);
  const href = await page.evaluate(() => document.activeElement.href);
  await Promise.all([page.waitForURL(href), keys.press("Enter")]);
};

/** A map: the arrow keys change areas for tiles, and the tiles are links of a size to hit. */
export const switchMap = async (keys, url) => {
  const { page } = keys;
  const shown = () => page.locator(`${IN.map} svg[role=group]`).evaluateAll((all) => all.map((svg) => svg.checkVisibility()).join());
  await keys.open(url);
  const before = await shown();
  await keys.reach(`${IN.map} input[type=radio]`);
  await keys.press("ArrowRight");
  keys.expect(await shown() !== before, "the arrow keys do not change the map", before);
  await keys.reach(`${IN.map} svg a`);
  const sizes = await page.locator(`${IN.map} svg a:visible`).evaluateAll((links) => links.map((link) => {
    const { width, height } = link.getBoundingClientRect();
    return [Math.min(width, height), link.textContent.trim()];
  }));
  const small = sizes.filter(([size]) => size < 24);
  keys.expect(small.length === 0, "a tile is under 24 px", small.map(([size, name]) => `${name} ${size.toFixed(1)}`).slice(0, 3).join(", "));
  const href = await page.evaluate(() => new URL(document.activeElement.getAttribute("href"), location).href);
  await Promise.all([page.waitForURL(href), keys.press("Enter")]);
};

/** The menu of a narrow screen. */
export const openMenu = async (keys, url) => {
  const { page } = keys;
  await keys.open(url);
  await keys.reach("button[popovertarget]", { within: 10 });
  const menu = `#${await page.evaluate(() => document.activeElement.getAttribute("popovertarget"))}`;
  await keys.press("Enter");
  await keys.expectSoon("Enter does not open the menu", (selector) => document.querySelector(selector).checkVisibility(), menu);
  await keys.press("Tab");
  keys.expect(await keys.isOn(`${menu} *`), "the stop after the menu's button is not in the menu");
  await keys.inspect();
  await keys.press("Escape");
  await keys.expectSoon("Escape does not close the menu", (selector) => !document.querySelector(selector).checkVisibility(), menu);
  keys.expect(await keys.isOn("button[popovertarget]"), "the closed menu does not give the focus back");
};

/** The colours chosen on one page hold on the next. */
export const changeColours = async (keys, url) => {
  const { page } = keys;
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await keys.open(url);
  const light = await ground();
  await keys.reach(IN.colours);
  await keys.press("Enter", 2);
  const dark = await ground();
  keys.expect(dark !== light, "the colours cannot be changed by keyboard", `${light} → ${dark}`);
  await page.reload();
  keys.expect(await ground() === dark, "the colours are forgotten", await ground());
};

/** “Print this section” prints one question area, under the page's own heading. */
export const printSection = async (keys, url) => {
  const { page } = keys;
  await page.addInitScript(() => {
    // Replaces the printer: records the page at the time of printing, then says that it has printed, as a browser does.
    globalThis.print = () => {
      globalThis.printed = { root: document.documentElement.className, part: document.querySelector(".is-printed")?.id };
      dispatchEvent(new Event("afterprint"));
    };
  });
  await keys.open(url);
  await keys.reach("[data-print]");
  const wanted = await page.evaluate(() => document.activeElement.closest("section").id);
  await keys.press("Enter");
  const printed = await page.evaluate(() => globalThis.printed);
  keys.expect(printed?.part === wanted, "the section is not the one that is printed", `${printed?.part}, not ${wanted}`);
  await page.emulateMedia({ media: "print" });
  const headings = () => page.locator("main :is(h1, h2):visible").evaluateAll((all) => all.map((one) => one.closest("section")?.id || one.localName));
  const whole = await headings();
  keys.expect(whole.length > 3, "the whole page does not print whole", whole.join(", "));
  await page.evaluate(({ root, part }) => {
    document.documentElement.className = root;
    document.getElementById(part).classList.add("is-printed");
  }, printed);
  const one = await headings();
  keys.expect(one.join() === `h1,${wanted}`, "more or less than the section is printed", one.join(", "));
};
