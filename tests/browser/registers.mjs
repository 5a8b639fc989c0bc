// Journeys by keyboard through what can be filtered, sorted and searched. In each, `keys` is at a fresh page.
import { readFile } from "node:fs/promises";
import { IN } from "./keys.mjs";

// Rows that the filters leave; beyond the first hundred they may be behind a button.
const chosenRows = (page) => page.locator("table.register tbody tr:not([hidden])").count();
const statusOfRows = (page) => page.locator("[data-rows]").first().textContent();
const queryOf = (page) => new URL(page.url()).searchParams;
const countOf = (label) => label.locator(".of").textContent().then(Number);

/** The register of findings: filters change rows, count and address, Back undoes them, and a finding opens. */
export const filterFindings = async (keys, url) => {
  const { page } = keys;
  await keys.open(url);
  const all = await chosenRows(page);
  const isLive = await page.locator("[data-rows]").first().evaluate((element, live) => element.matches(live), IN.status);
  keys.expect(isLive, "the count of rows is not a live region");
  const onScreen = () => page.locator("table.register tbody tr:visible").count();
  keys.expect(all <= 100 || await onScreen() === 100, "a long table does not begin with a hundred rows", await onScreen());

  // Two choices of the first filter, then one of the second.
  await keys.reach("search[data-table] summary");
  await keys.press("Enter");
  await keys.press("Tab");
  const name = await page.evaluate(() => document.activeElement.name);
  const before = await statusOfRows(page);
  const choice = (facet, at) => page.locator("search[data-table] details[data-key]").nth(facet).locator("label").nth(at);
  const promised = await countOf(choice(0, 0));
  await keys.press("Space");
  await keys.expectSoon("a filter does not announce a count", (old) => document.querySelector("[data-rows]").textContent !== old, before);
  const some = await chosenRows(page);
  keys.expect(some > 0 && some < all, "a filter does not narrow the rows", `${some} of ${all}`);
  keys.expect(some === promised, "a choice does not show as many rows as it says", `${some}, not ${promised}`);
  const said = (await statusOfRows(page)).match(/\d+/g) || [];
  keys.expect(Number(said[0]) === some && Number(said[1]) === all, "the count is not that of the rows", `${said} for ${some} of ${all}`);
  await keys.press("Tab");
  const second = await countOf(choice(0, 1));
  await keys.press("Space");
  keys.expect(await chosenRows(page) === some + second, "two choices do not show the rows of both", `${await chosenRows(page)} of ${some} and ${second}`);
  keys.expect(queryOf(page).getAll(name).length === 2, "two choices are not in the address", page.url());
  await keys.inspect();
  await keys.press("Escape");
  keys.expect(await keys.isOn("search[data-table] summary"), "Escape does not go back to the filter’s name");
  const both = await chosenRows(page);
  await keys.press("Tab");
  await keys.press("Enter");
  await keys.press("Tab");
  const narrowed = await countOf(choice(1, 0));
  await keys.press("Space");
  keys.expect(await chosenRows(page) === narrowed && narrowed < both, "counts do not follow the other filters", `${await chosenRows(page)}, not ${narrowed}`);
  await page.reload();
  keys.expect(await chosenRows(page) === narrowed, "the address does not bring back the filters", `${await chosenRows(page)} rows, not ${narrowed}`);
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator(".save-rows").click()]);
  const lines = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
  keys.expect(lines.length === narrowed + 1, "the saved file has other rows", `${lines.length - 1}, not ${narrowed}`);
  await page.emulateMedia({ media: "print" });
  keys.expect(await page.locator("[data-rows]").isVisible() && (await statusOfRows(page)).includes(": "), "print does not name the filter", await statusOfRows(page));
  await page.emulateMedia({ media: "screen" });
  await page.goBack();
  await keys.expectSoon("Back does not undo a choice", (rows) => document.querySelectorAll("table.register tbody tr:not([hidden])").length === rows, both);

  await keys.open(url);
  await keys.reach("search[data-table] input");
  await page.keyboard.type("prison");
  await keys.expectSoon("words do not narrow the rows", (most) => document.querySelectorAll("table.register tbody tr:not([hidden])").length < most, all);
  keys.expect(queryOf(page).get("words") === "prison", "words do not change the address", page.url());
  await keys.reach("search [data-reset]");
  await keys.press("Enter");
  await keys.expectSoon("“Clear filters” does not show all", (most) => document.querySelectorAll("table.register tbody tr:not([hidden])").length === most, all);
  keys.expect([...queryOf(page)].length === 0, "“Clear filters” leaves something in the address", page.url());

  // Words of the text, and another name of a term.
  const rowsFor = async (words) => {
    await page.locator("search[data-table] input[type=search]").fill(words);
    await page.waitForTimeout(500);
    return chosenRows(page);
  };
  const [short, long] = [await rowsFor("LRO"), await rowsFor("lead responsible officer")];
  keys.expect(short === long && short > 20, "an abbreviation does not find what its term finds", `${short} and ${long}`);
  await rowsFor("");

  if (all > 100) {
    await page.locator(".rest button").first().click();
    keys.expect(await onScreen() === Math.min(200, all), "“Show more” does not show more rows", await onScreen());
    keys.expect(await keys.isOn("table.register tbody tr:nth-child(101) a"), "“Show more” does not go to the first new row");
  }
  await keys.open(url);
  await keys.reach("table.register tbody a[href*='#']");
  const href = await page.evaluate(() => document.activeElement.href);
  await Promise.all([page.waitForURL(href), keys.press("Enter")]);
  keys.expect(await page.evaluate(() => Boolean(document.querySelector(":target"))), "a finding's link leads to a page without the finding", href);
};

/** The matrix of judgments: a column's button sorts, up, down and not, and the address says so. */
export const sortJudgments = async (keys, url) => {
  const { page } = keys;
  const names = () => page.locator("table.register tbody th[scope=row]").allTextContents();
  const sortOf = () => page.evaluate(() => document.activeElement.closest("th").getAttribute("aria-sort"));
  const inOrder = (list, way) => list.every((name, at) => at === 0 || list[at - 1].localeCompare(name, "en-GB") * way <= 0);
  await keys.open(url);
  const first = await names();
  await keys.reach(IN.sort);
  await keys.press("Enter");
  keys.expect(await sortOf() === "ascending", "a sorted column does not say “ascending”", await sortOf());
  keys.expect(inOrder(await names(), 1), "rows are not in ascending order");
  keys.expect(queryOf(page).get("sort"), "sorting does not change the address", page.url());
  await keys.press("Space");
  keys.expect(await sortOf() === "descending", "a column sorted again does not say “descending”", await sortOf());
  keys.expect(inOrder(await names(), -1), "rows are not in descending order");
  await page.reload();
  keys.expect(inOrder(await names(), -1), "the address does not bring back the order");

  await keys.open(url);
  await keys.reach("th[data-key=grade] button");
  await keys.press("Enter");
  const grades = await page.locator("table.register tbody tr").evaluateAll((rows) => rows.map((row) => row.dataset.grade));
  const runs = grades.filter((grade, at) => grade !== grades[at - 1]);
  keys.expect(runs.length === new Set(grades).size, "sorting by grade does not bring equal grades together", runs.join(", "));
  await keys.press("Enter", 2);
  keys.expect((await names()).join() === first.join(), "a third press does not bring back the page's order");
};

/** A finder narrows a list, says how many are left, and Enter opens the first. */
export const findBody = async (keys, url) => {
  const { page } = keys;
  await keys.open(url);
  await keys.reach("search.finder input");
  await page.keyboard.type("west mercia");
  await keys.expectSoon("a finder does not say how many it found", (live) => /\d/.test([...document.querySelectorAll(`search ${live.replaceAll(", ", ", search ")}`)].map((one) => one.textContent).join()), IN.status);
  const first = await page.evaluate(() => document.activeElement.closest("search").querySelector(".place-hits a").href);
  keys.expect(first.includes("west-mercia"), "the first in a narrowed list is not what was asked for", first);
  await Promise.all([page.waitForURL(first), keys.press("Enter")]);
};

/** The search page: words give results and a count, the address keeps them, a result opens, and no text becomes markup. */
export const search = async (keys, url) => {
  const { page } = keys;
  const newLinks = (least) => document.querySelectorAll("main a[href]:not([data-was-there])").length >= least;
  const begin = async (address) => {
    await keys.open(address);
    await page.evaluate(() => { for (const link of document.querySelectorAll("main a[href]")) link.dataset.wasThere = ""; });
  };
  await begin(url);
  if (!await keys.isOn("main input")) await keys.reach("main input");
  await page.keyboard.type("county lines");
  await keys.expectSoon("words bring no results", newLinks, 1, 10_000);
  await keys.expectSoon("no count of results is announced", (live) => [...document.querySelectorAll(live)].some((one) => /\d/.test(one.textContent)), IN.status);
  await keys.expectSoon("a search does not change the address", () => location.search.includes("county"), undefined);
  const found = await page.locator("main a[href]:not([data-was-there])").count();
  keys.note(await keys.focus());

  await page.reload();
  await keys.expectSoon("the address does not bring back the results", (least) => document.querySelectorAll("main a[href]").length >= least, found, 10_000);

  await begin(url);
  if (!await keys.isOn("main input")) await keys.reach("main input");
  await page.keyboard.type("county lines");
  await keys.expectSoon("words bring no results the second time", newLinks, 1, 10_000);
  await keys.reach("main a[href]:not([data-was-there])", { within: 60 });
  const href = await page.evaluate(() => document.activeElement.href);
  await Promise.all([page.waitForURL(href), keys.press("Enter")]);
  keys.expect(new URL(href).hash === "" || await page.locator(":target").count() === 1, "a result leads to a place that is not on its page", href);

  await begin(url);
  if (!await keys.isOn("main input")) await keys.reach("main input");
  await page.keyboard.type("<img src=x onerror=alert(1)><b class=is-markup>police</b>");
  await page.waitForTimeout(1000);
  keys.expect(await page.locator("img[src=x], .is-markup").count() === 0, "words that were typed became markup");
};
