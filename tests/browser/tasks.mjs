// What readers come for, on a slow phone: how many taps and keys each task takes, and how long.
import { readFile } from "node:fs/promises";
import { openPage } from "./browser.mjs";

const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, permissions: ["clipboard-read", "clipboard-write"] };
// A slow mobile network, and a processor that is four times slower than this one.
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const SLOWER = 4;
// Far more than a task takes, so that a busy machine does not fail the gate.
const SECONDS = 30;

/** A reader who counts. */
class Reader {
  taps = 0;
  keys = 0;

  constructor(page) { this.page = page; }

  async tap(what) {
    this.taps += 1;
    await this.page.locator(what).first().click();
  }

  async type(words) {
    this.keys += words.length;
    await this.page.keyboard.type(words);
  }

  async press(key) {
    this.keys += 1;
    await this.page.keyboard.press(key);
  }

  /** Choosing from a list is one tap, as a phone shows it as a list of its own. */
  async choose(what, value) {
    this.taps += 1;
    await this.page.locator(what).selectOption(value);
  }
}

/* Each task begins at the home page, and gives what it should have brought, or says what is wrong. */

const resident = async (reader, { page }) => {
  await reader.tap("#pp-place");
  await reader.type("derby");
  await page.waitForFunction(() => document.querySelector(".place-hits a"));
  await reader.press("Enter");
  await page.waitForURL(/\/derbyshire\/$/);
  return await page.locator(".verdict-grade").innerText() ? "" : "the page says no grade";
};

const journalist = async (reader, { page, base }) => {
  const promised = await page.locator(".page-head a[href*='grade=inadequate'] b").first().textContent();
  await reader.tap(".page-head a[href*='grade=inadequate']");
  await page.waitForFunction(() => document.querySelector("table.register tr[hidden]"));
  const rows = page.locator("table.register tbody tr:not([hidden])");
  if (await rows.count() !== Number(promised)) return `the list has ${await rows.count()} bodies, not ${promised}`;
  await reader.tap("table.register tbody tr:not([hidden]) a");
  await page.waitForSelector("article.finding");
  await reader.tap("article.finding .anchor");
  await page.waitForSelector(".said");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  return new URL(link).pathname.startsWith(`${base}findings/`) ? "" : `${link} is not a finding’s own page`;
};

const comparison = async (reader, { page, base }) => {
  await reader.tap(`main a[href='${base}compare/']`);
  const lists = page.locator("#pp-compare select");
  await lists.first().waitFor();
  await reader.choose("#pp-compare label:nth-child(1) select", "kent");
  await reader.choose("#pp-compare label:nth-child(2) select", "essex");
  await page.waitForSelector("#pp-compared table");
  const words = await page.locator("#pp-compared").innerText();
  return /Kent/.test(words) && /Essex/.test(words) ? "" : "the comparison does not have both forces";
};

const researcher = async (reader, { page, base }) => {
  await reader.tap(`main a[href^='${base}findings/?']`);
  await page.waitForFunction(() => document.querySelector("table.register tr[hidden]"));
  const [file] = await Promise.all([page.waitForEvent("download"), reader.tap(".save-rows")]);
  const lines = (await readFile(await file.path(), "utf8")).trim().split("\r\n").length - 1;
  const rows = await page.locator("table.register tbody tr:not([hidden])").count();
  return lines === rows ? "" : `the file has ${lines} rows, not ${rows}`;
};

const TASKS = [
  ["a resident finds the force of a town", resident, { taps: 1, keys: 6 }],
  ["a journalist lists inadequate bodies and copies the link of a finding", journalist, { taps: 3, keys: 0 }],
  ["an analyst compares two forces", comparison, { taps: 3, keys: 0 }],
  ["a researcher saves findings as CSV", researcher, { taps: 2, keys: 0 }],
];

export const doTasks = async (report, site, browser, base) => {
  for (const [name, work, most] of TASKS) {
    const page = await openPage(browser, PHONE);
    const profile = await page.context().newCDPSession(page);
    await profile.send("Network.enable");
    await profile.send("Network.emulateNetworkConditions", NETWORK);
    await profile.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    const reader = new Reader(page);
    const faults = [];
    const began = Date.now();
    try {
      await page.goto(site.origin + base);
      const wrong = await work(reader, { page, base });
      if (wrong) faults.push(wrong);
    } catch (error) {
      faults.push(error.message.split("\n")[0]);
    }
    const seconds = (Date.now() - began) / 1000;
    if (reader.taps > most.taps || reader.keys > most.keys) faults.push(`${reader.taps} taps and ${reader.keys} keys, not ${most.taps} and ${most.keys}`);
    if (seconds > SECONDS) faults.push(`${seconds.toFixed(1)} seconds`);
    report.check("tasks on a slow phone", name, faults);
    report.note("tasks on a slow phone", `${name}: ${reader.taps} taps, ${reader.keys} keys, ${seconds.toFixed(1)} s`);
    await page.context().close();
  }
};
