// The live preview in a browser: node preview.mjs [PROGRAM]
//
// PROGRAM is the path of the program to test; without it, target/release/peelpress of this repository. Ends with 0 if every
// step passed and with 1 if one did not.
//
// Works on a copy of this repository's own site. Each step saves a file as an author would and looks at what the open
// page does: what changes, and what stays where it is.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { prepareAxe, runAxe } from "./axe.mjs";
import { launch, openPage } from "./browser.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const PROGRAM = resolve(process.argv[2] ?? join(ROOT, "target/release/peelpress"));
const KENT = "content/forces/kent/2023-soc.md";

const site = mkdtempSync(join(tmpdir(), "peelpress-preview-"));
for (const part of ["site.toml", "content", "themes"]) cpSync(join(ROOT, part), join(site, part), { recursive: true });
const read = (path) => readFileSync(join(site, path), "utf8");
const save = (path, text) => writeFileSync(join(site, path), text);
const replace = (path, from, to) => {
  const text = read(path);
  assert.ok(text.includes(from), `${path} holds no “${from}”`);
  save(path, text.replace(from, to));
};

/** Starts a preview; gives its address when it answers. */
const serve = (port) => new Promise((done, fail) => {
  const program = spawn(PROGRAM, ["serve", "--root", site, ...(port ? ["--port", String(port)] : [])]);
  let said = "";
  program.stderr.on("data", (words) => {
    said += words;
    const address = /serving (http:\S+)/.exec(said)?.[1];
    if (address) done({ program, address });
  });
  program.on("error", fail);
  program.on("exit", () => fail(new Error(said)));
});
const stop = ({ program }) => new Promise((done) => {
  program.removeAllListeners("exit");
  program.on("exit", done);
  program.kill("SIGINT");
});

let preview = await serve();
const port = Number(new URL(preview.address).port);
const browser = await launch();
let passed = 0;
const step = async (name, act) => {
  await act();
  passed += 1;
  console.log(`ok ${name}`);
};
const faults = [];
const open = async (path) => {
  const page = await openPage(browser);
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(preview.address + path);
  await page.waitForFunction(() => document.querySelector("peelpress-preview")?.shadowRoot.querySelector(".status").textContent);
  // A mark that only loading the page anew would take away.
  await page.evaluate(() => { window.stayed = true; });
  return page;
};
const axe = async (page) => {
  await prepareAxe(page);
  assert.deepEqual((await runAxe(page)).map((fault) => `${fault.text}: ${fault.detail}`), []);
};
const stayed = (page) => page.evaluate(() => window.stayed === true);
const shows = (page, words) => page.waitForFunction((words) => document.body.textContent.includes(words), words);
const bar = (page, selector) => page.evaluate((selector) => document.querySelector("peelpress-preview").shadowRoot.querySelector(selector)?.textContent, selector);
const marked = (page, words) => page.evaluate((words) => document.getAnimations()
  .filter((animation) => animation.id === "peelpress-changed")
  .some((animation) => animation.effect.target.textContent.includes(words)), words);
const isInView = (page, words) => page.evaluate((words) => {
  const all = [...document.querySelectorAll("p, h3, li")].filter((element) => element.textContent.includes(words));
  const box = all.at(-1).getBoundingClientRect();
  return box.top >= 0 && box.top < innerHeight;
}, words);

try {
  const kent = await open("forces/kent/");
  const about = await open("about/");

  await step("an edited paragraph is morphed in, marked and brought into view; another tab stays still", async () => {
    await kent.evaluate(() => scrollTo(0, 0));
    const before = await about.evaluate(() => document.body.innerHTML);
    replace(KENT, "Strategic governance is effective {#governance", "Strategic governance works {#governance");
    replace(KENT, "then safeguard people. The meeting", "then keep people from harm, says the test. The meeting");
    await shows(kent, "says the test");
    await kent.waitForTimeout(100);
    assert.ok(await marked(kent, "says the test"), "marked");
    assert.ok(await stayed(kent));
    assert.equal(await about.evaluate(() => document.body.innerHTML), before);
    assert.ok(await stayed(about));
  });

  await step("one changed block far down is brought into view", async () => {
    await kent.evaluate(() => scrollTo(0, 0));
    await kent.waitForTimeout(2500);
    replace(KENT, "says the test", "says the second test");
    await shows(kent, "says the second test");
    await kent.waitForTimeout(150);
    assert.ok(await isInView(kent, "says the second test"), "in view");
    assert.ok(await marked(kent, "says the second test"), "marked");
  });

  await step("focus, a field's words, an open definition and the place on the page are kept", async () => {
    await kent.evaluate(() => {
      const box = document.createElement("div");
      box.innerHTML = "<input id='probe' aria-label='A field'><details id='probe-more'><summary>More</summary>x</details>";
      document.querySelector("main").prepend(box);
      for (const details of document.querySelectorAll("details")) details.open = true;
      const probe = document.getElementById("probe");
      probe.value = "typed";
      probe.focus();
      scrollTo(0, 400);
    });
    const at = await kent.evaluate(() => scrollY);
    // Another force's file: this page shows only its grade, in the list of its region.
    replace("content/forces/essex/2023-soc.md", "grade: ", "grade: good # ");
    replace("content/forces/essex/force.md", "Essex Police", "Essex Police Test");
    await shows(kent, "Essex Police Test");
    const state = await kent.evaluate(() => ({
      focus: document.activeElement.id,
      value: document.getElementById("probe").value,
      closed: [...document.querySelectorAll("details")].filter((details) => !details.open).length,
      at: scrollY,
    }));
    assert.deepEqual({ ...state, at: Math.abs(state.at - at) < 60 }, { focus: "probe", value: "typed", closed: 0, at: true });
    assert.ok(await stayed(kent));
  });

  await step("a new finding comes in", async () => {
    save(KENT, `${read(KENT)}\n### A finding of the test {#of-the-test topics=learning}\n\nIt was added while the page was open.\n`);
    await shows(kent, "It was added while the page was open.");
    assert.ok(await kent.evaluate(() => document.getElementById("of-the-test") !== null));
    assert.ok(await stayed(kent));
  });

  await step("broken YAML lays its fault over the page, and mending it takes it away", async () => {
    const good = read(KENT);
    save(KENT, good.replace("grade: good", "grade: [good"));
    await kent.waitForFunction(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".panel pre")?.textContent.includes("yaml-syntax"));
    assert.match(await bar(kent, ".panel pre"), /2023-soc\.md:4/);
    assert.match(await bar(kent, ".status"), /error/);
    save(KENT, good);
    await kent.waitForFunction(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".panel").hidden);
    await shows(kent, "It was added while the page was open.");
    assert.ok(await stayed(kent));
  });

  await step("words of files are text in the overlay", async () => {
    const good = read(KENT);
    save(KENT, good.replace("grade: good", "grade: <img/src=x/onerror=alert(1)>"));
    await kent.waitForFunction(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".panel pre")?.textContent.includes("<img/src"));
    assert.equal(await kent.evaluate(() => document.querySelector("peelpress-preview").shadowRoot.querySelector("img")), null);
    save(KENT, good);
    await kent.waitForFunction(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".panel").hidden);
  });

  await step("an edited stylesheet is swapped alone", async () => {
    const sheets = await kent.evaluate(() => [...document.querySelectorAll("link[rel=stylesheet]")].map((link) => link.getAttribute("href")));
    const name = sheets.map((href) => /assets\/(.+)\.[0-9a-f]+\.css/.exec(href)?.[1]).find(Boolean);
    const path = `themes/peelpress/assets/${name}.css`;
    const html = await kent.evaluate(() => document.querySelector("main").innerHTML);
    save(path, `${read(path)}\nmain { border-top: 7px solid rgb(1, 2, 3); }\n`);
    await kent.waitForFunction(() => getComputedStyle(document.querySelector("main")).borderTopWidth === "7px");
    await kent.waitForFunction((count) => document.querySelectorAll("link[rel=stylesheet]").length === count, sheets.length);
    assert.equal(await kent.evaluate(() => document.querySelector("main").innerHTML), html);
    assert.ok(await stayed(kent));
  });

  await step("a page that goes says so, and comes back when its file does", async () => {
    renameSync(join(site, "content/pages/about.md"), join(site, "content/pages/about-us.md"));
    await shows(about, "Page not found");
    renameSync(join(site, "content/pages/about-us.md"), join(site, "content/pages/about.md"));
    await about.waitForFunction(() => !document.body.textContent.includes("Page not found"));
    assert.ok(await stayed(about));
  });

  await step("Alt-click says which file and line a block is from, and a button lists them all", async () => {
    const line = read(KENT).split("\n").findIndex((line) => line.includes("It was added while")) + 1;
    // The news of the last save may still come in, and takes the line that says the place.
    for (let tries = 1; tries <= 4; tries += 1) {
      await kent.getByText("It was added while the page was open.").first().click({ modifiers: ["Alt"] });
      const said = (place) => document.querySelector("peelpress-preview").shadowRoot.querySelector(".grow").textContent.includes(place);
      const isSaid = kent.waitForFunction(said, `${KENT}:${line}`, { timeout: 3000 });
      if (tries === 4 || await isSaid.then(() => true, () => false)) {
        await isSaid;
        break;
      }
    }
    await kent.evaluate(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".lines").click());
    await kent.waitForFunction((place) => [...document.querySelector("peelpress-preview").shadowRoot.querySelectorAll(".panel button")].some((button) => button.textContent === place), `${KENT}:${line}`);
    await kent.keyboard.press("Escape");
    assert.equal(await kent.evaluate(() => document.querySelector("peelpress-preview").shadowRoot.activeElement.className), "lines");
  });

  await step("by keyboard alone: the list of lines, a block shown and marked, its place copied or opened, and back", async () => {
    const inBar = () => kent.evaluate(() => {
      const root = document.querySelector("peelpress-preview").shadowRoot;
      return { focus: root.activeElement?.textContent, isOpen: !root.querySelector(".panel").hidden };
    });
    // The news of the last save, once all pages are made, would take the line that says the place.
    await kent.waitForTimeout(2000);
    // The bar stands at the end of the page: from its last link Tab leads into it.
    await kent.evaluate(() => [...document.querySelectorAll("a[href]")].filter((link) => link.getClientRects().length).at(-1).focus());
    for (let presses = 0; presses < 12 && (await inBar()).focus !== "Lines"; presses += 1) await kent.keyboard.press("Tab");
    assert.equal((await inBar()).focus, "Lines");
    await kent.keyboard.press("Enter");
    await kent.waitForFunction(() => document.querySelector("peelpress-preview").shadowRoot.querySelectorAll(".panel button").length > 5);
    for (let presses = 0; presses < 6; presses += 1) await kent.keyboard.press("Tab");
    const place = (await inBar()).focus;
    assert.match(place, /^content\/forces\/kent\/.+:\d+$/);
    assert.ok(await kent.evaluate(() => document.getAnimations().some((animation) => animation.id === "peelpress-changed")), "marked");
    await kent.keyboard.press("Enter");
    await kent.waitForFunction((place) => document.querySelector("peelpress-preview").shadowRoot.querySelector(".grow").textContent.includes(place), place);
    await kent.keyboard.press("Escape");
    assert.deepEqual(await inBar(), { focus: "Lines", isOpen: false });
  });

  await step("the bar tells of time, pages changed, words by question area, and drafts", async () => {
    replace(KENT, "says the second test", "says the third test");
    await kent.waitForFunction(() => /kent\/2023-soc\.md.*ready in \d+ ms.*\d+ of \d+ pages changed/u.test(document.querySelector("peelpress-preview").shadowRoot.querySelector(".grow").textContent));
    await kent.evaluate(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".words").click());
    await kent.waitForFunction(() => document.querySelector("peelpress-preview").shadowRoot.querySelectorAll(".panel tr").length >= 3);
    assert.match(await bar(kent, ".panel"), /\d+ words/);
    await kent.keyboard.press("Escape");
    const draft = "content/pages/a-draft.md";
    save(draft, "---\ntitle: A draft\ndraft: true\n---\n\nNot yet.\n");
    await kent.waitForFunction(() => /1 draft not shown/u.test(document.querySelector("peelpress-preview").shadowRoot.querySelector(".grow").textContent));
    rmSync(join(site, draft));
    await kent.waitForFunction(() => !/draft/u.test(document.querySelector("peelpress-preview").shadowRoot.querySelector(".grow").textContent.replace("a-draft.md", "")));
  });

  await step("the bar offers the page's brief where the program makes briefs, and a fault of it is told", async () => {
    const href = await kent.evaluate(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".brief:not([hidden])")?.href);
    if (!href) return console.log("   (this program makes no briefs)");
    const pdf = await (await fetch(href)).text();
    assert.ok(pdf.startsWith("%PDF-"));
    const template = "themes/peelpress/brief/brief.typ";
    const good = read(template);
    save(template, "#let brief(data) = [#nothing-of-the-kind]\n");
    await kent.waitForFunction(() => /brief\.typ/u.test(document.querySelector("peelpress-preview").shadowRoot.querySelector(".grow").textContent));
    const page = await kent.context().newPage();
    await page.goto(href);
    await shows(page, "This brief cannot be made");
    await shows(page, "nothing-of-the-kind");
    save(template, good);
    await page.waitForFunction(() => !document.body?.textContent.includes("This brief cannot be made"));
    await page.close();
  });

  await step("axe finds nothing on a page with the bar, its panels, or its faults, in light and dark", async () => {
    const good = read(KENT);
    for (const colorScheme of ["light", "dark"]) {
      await kent.emulateMedia({ colorScheme });
      await axe(kent);
      save(KENT, good.replace("grade: good", "grade: [good"));
      await kent.waitForFunction(() => !document.querySelector("peelpress-preview").shadowRoot.querySelector(".panel").hidden);
      await axe(kent);
      save(KENT, good);
      await kent.waitForFunction(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".panel").hidden);
      await kent.evaluate(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".lines").click());
      await kent.waitForFunction(() => document.querySelector("peelpress-preview").shadowRoot.querySelectorAll(".panel button").length > 5);
      await axe(kent);
      await kent.keyboard.press("Escape");
    }
    await kent.emulateMedia({ colorScheme: "light" });
  });

  await step("settings that cannot be read leave the last site up; started so, every fault has a page, which axe passes", async () => {
    const good = read("site.toml");
    save("site.toml", `title = <b>\n${good}`);
    await kent.waitForFunction(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".panel pre")?.textContent.includes("toml-syntax"));
    await shows(kent, "It was added while the page was open.");
    const broken = await serve();
    const page = await about.context().newPage();
    await page.goto(`${broken.address}forces/kent/`);
    await shows(page, "This site cannot be shown yet");
    await shows(page, "title = <b>");
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await axe(page);
    }
    save("site.toml", good);
    await shows(page, "It was added while the page was open.");
    await page.close();
    await stop(broken);
    await kent.waitForFunction(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".panel").hidden);
    assert.ok(await stayed(kent));
  });

  await step("search finds what was written a moment ago", async () => {
    replace(KENT, "It was added while the page was open.", "It was added while the page was open, about zyzzyva beetles.");
    await shows(kent, "zyzzyva");
    const page = await kent.context().newPage();
    await page.goto(`${preview.address}search/?q=zyzzyva`);
    await page.waitForFunction(() => document.querySelector("main ol a[href*='#of-the-test'], main ol a[href*='/forces/kent/']"));
    await page.close();
    replace(KENT, ", about zyzzyva beetles.", ".");
    await kent.waitForFunction(() => !document.body.textContent.includes("zyzzyva"));
  });

  await step("the bar is hidden when asked, and stays so on the next page", async () => {
    await kent.evaluate(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".hide").click());
    await kent.goto(`${preview.address}forces/essex/`);
    assert.ok(await kent.evaluate(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".bar").hidden));
    await kent.evaluate(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".show").click());
    await kent.evaluate(() => { window.stayed = true; });
  });

  await step("a server that is started again is found by an open tab", async () => {
    const before = faults.length;
    await stop(preview);
    replace("content/forces/essex/force.md", "Essex Police Test", "Essex Police Again");
    preview = await serve(port);
    await shows(kent, "Essex Police Again");
    assert.ok(await stayed(kent));
    // While it was away the browser said that it could not reach it.
    faults.length = before;
    replace("content/forces/essex/force.md", "Essex Police Again", "Essex Police Once More");
    await shows(kent, "Essex Police Once More");
  });

  await step("nothing was said on the console", async () => {
    assert.deepEqual(faults.filter((fault) => !/404|Failed to load resource/.test(fault)), []);
  });
  console.log(`${passed} passed, 0 failed`);
} catch (error) {
  console.log(`${passed} passed, 1 failed`);
  console.error(error);
  process.exitCode = 1;
} finally {
  await browser.close();
  await stop(preview);
  rmSync(site, { recursive: true, force: true });
}
