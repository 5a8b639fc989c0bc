// A panel member's story, as the guide tells it (content/pages/guide/follow-a-force.md): on the showcase site, with and
// without script, on a phone and on a wide screen.
//   node panel.mjs PROGRAM
// Leaves with 1 if a step fails, 2 if it could not be run.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { launch, openPage, watch } from "./browser.mjs";
import { Report } from "./report.mjs";
import { serve } from "./server.mjs";

const program = process.argv[2];
if (!program) {
  console.error("node panel.mjs PROGRAM");
  process.exit(2);
}

const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const work = mkdtempSync(join(tmpdir(), "peelpress-panel-"));
const root = join(work, "site");
const out = join(work, "public");
for (const part of ["content", "site.toml"]) cpSync(join(repository, "tests/showcase", part), join(root, part), { recursive: true });
cpSync(join(repository, "themes"), join(root, "themes"), { recursive: true });
execFileSync(resolve(program), ["build", "--quiet", "--root", root, "--out", out], { stdio: "inherit" });

/** The steps of the guide. `expect` says what is wrong if its condition is false. */
const story = async (page, origin, hasScript, expect) => {
  const text = async (selector) => (await page.locator(selector).innerText()).replace(/\s+/g, " ");
  const fetched = (path) => page.request.get(new URL(path, page.url()).href);

  // 1. Find what is overdue.
  await page.goto(`${origin}/`);
  if (hasScript) {
    await page.locator("main form input[type=search]").first().fill("Birchwood");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname !== "/");
  }
  if (!page.url().includes("/forces/birchwood/")) await page.locator("main a[href='/forces/birchwood/']").first().click();
  await page.waitForURL("**/forces/birchwood/");
  const due = await text("#pp-recommendations");
  expect(/overdue/i.test(due), `nothing is said to be overdue: ${due}`);
  expect(due.includes("30 June 2026"), "the due date is missing");

  // 2. Who said what, and when.
  await page.locator("#pp-recommendations a[href*='#second-boat']").first().click();
  const history = await text("#second-boat");
  for (const words of ["Promised", "1 April 2026", "Letter from Birchwood"]) expect(history.includes(words), `the history lacks “${words}”`);
  expect(await page.locator("#second-boat a[href='https://birchwood.example/second-boat']").count() === 1, "the source has no link");
  expect(await page.locator("a[href*='/response/']").count() > 0, "the response has no link");

  // 3. Subscribe.
  const feed = await page.locator("#pp-downloads a[href$='.atom']").getAttribute("href");
  const atom = await (await fetched(feed)).text();
  expect(atom.includes("<title>Birchwood Island Service: what changed in 2026-09</title>"), "the feed lacks what changed");
  expect(atom.includes("Correction:"), "the feed lacks corrections");
  const calendar = await page.locator("#pp-downloads a[href^='/'][href$='.ics']").getAttribute("href");
  expect((await (await fetched(calendar)).text()).includes("20260630"), "the calendar lacks the due date");

  // 4. Print the brief, or the page.
  const brief = page.locator("p.brief a");
  if (await brief.count()) {
    const bytes = await (await fetched(await brief.first().getAttribute("href"))).body();
    expect(bytes.subarray(0, 5).toString() === "%PDF-", "the brief is not a PDF");
  }
  await page.emulateMedia({ media: "print" });
  expect(await page.locator("#second-boat").isVisible(), "the recommendation is not printed");
  await page.emulateMedia({ media: "screen" });

  // 5. What changed since last time.
  const changed = await text("#pp-changes");
  for (const words of ["Finding reworded.", "170", "180", "Promised"]) expect(changed.includes(words), `what changed lacks “${words}”`);
  expect(await page.locator("#pp-changes del").count() === 1, "words that went are not marked");
  await page.locator("#pp-changes a[href='/changes/2026-09/']").click();
  await page.waitForURL("**/changes/2026-09/");
  expect((await text("#birchwood")).includes("The only boat was out of the water"), "the edition lacks the force");
  // A link in old minutes.
  await page.goto(`${origin}/glossary/a-withdrawn-term/`);
  expect((await text("main")).includes("No report uses this term."), "the reason is missing");
};

const site = await serve(out);
const browser = await launch();
const report = new Report();
for (const javaScriptEnabled of [true, false]) {
  for (const width of [360, 1440]) {
    const page = await openPage(browser, { viewport: { width, height: 800 }, javaScriptEnabled });
    const watched = watch(page, site.origin);
    const faults = [];
    const expect = (isSo, words) => { if (!isSo) faults.push(words); };
    try {
      await story(page, site.origin, javaScriptEnabled, expect);
    } catch (error) {
      faults.push(error.message.split("\n").slice(0, 3).join(" "));
    }
    report.check("a panel member can follow a force", `${width} px ${javaScriptEnabled ? "with" : "without"} script`, [...faults, ...watched.take()]);
    await page.context().close();
  }
}
await browser.close();
rmSync(work, { recursive: true, force: true });
report.print();
process.exit(report.failed ? 1 : 0);
