// The live preview in a browser: node preview.mjs [PROGRAM]
//
// PROGRAM is the path of the program to test; without it, target/release/peelpress of this repository. Ends with 0 if every
// step passed and with 1 if one did not.
//
// Works on a copy of the invented showcase in the default theme, so that a reworded publication needs no change here.
// Each step saves a file as an author would and looks at what the open page does: what changes, and what stays.
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
const SHOWCASE = join(ROOT, "tests/showcase");
const ACCOUNT = "content/forces/ashby/2026-round.md";

const site = mkdtempSync(join(tmpdir(), "peelpress-preview-"));
for (const part of ["site.toml", "content"]) cpSync(join(SHOWCASE, part), join(site, part), { recursive: true });
cpSync(join(ROOT, "themes"), join(site, "themes"), { recursive: true });
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
const errors = [];
const open = async (path) => {
  const page = await openPage(browser);
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(error.message));
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
const marked = (page, words) => page.waitForFunction((words) => document.getAnimations()
  .filter((animation) => animation.id === "peelpress-changed")
  .some((animation) => animation.effect.target.textContent.includes(words)), words);
const isInView = (page, words) => page.waitForFunction((words) => {
  const all = [...document.querySelectorAll("p, h3, li")].filter((element) => element.textContent.includes(words));
  const box = all.at(-1).getBoundingClientRect();
  return box.top >= 0 && box.top < innerHeight;
}, words);

try {
  const ashby = await open("forces/ashby/");
  const about = await open("about/");
  // Until all pages of the first build are made, an edit may load a page anew instead of morphing it.
  await ashby.waitForTimeout(2000);

  await step("an edited paragraph is morphed in, marked and brought into view; another tab stays still", async () => {
    await ashby.evaluate(() => scrollTo(0, 0));
    const before = await about.evaluate(() => document.body.innerHTML);
    replace(ACCOUNT, "### Boats launch within minutes {#launch", "### Boats launch fast {#launch");
    replace(ACCOUNT, "It took about 7 minutes to launch a boat.", "It took about 7 minutes to launch a boat, says the test.");
    await shows(ashby, "says the test");
    await marked(ashby, "says the test");
    assert.ok(await stayed(ashby));
    assert.equal(await about.evaluate(() => document.body.innerHTML), before);
    assert.ok(await stayed(about));
  });

  await step("one changed block far down is brought into view", async () => {
    await ashby.evaluate(() => scrollTo(0, 0));
    await ashby.waitForTimeout(2500);
    replace(ACCOUNT, "says the test", "says the second test");
    await shows(ashby, "says the second test");
    await marked(ashby, "says the second test");
    await isInView(ashby, "says the second test");
  });

  await step("focus, a field's words, an open definition and the place on the page are kept", async () => {
    await ashby.evaluate(() => {
      const box = document.createElement("div");
      box.innerHTML = "<input id='probe' aria-label='A field'><details id='probe-more'><summary>More</summary>x</details>";
      document.querySelector("main").prepend(box);
      for (const details of document.querySelectorAll("details")) details.open = true;
      const probe = document.getElementById("probe");
      probe.value = "typed";
      probe.focus();
      scrollTo(0, 400);
    });
    const at = await ashby.evaluate(() => scrollY);
    // Another force's file: this page shows only its grade, in the list of its region.
    replace("content/forces/birchwood/2026-round.md", "grade: failing", "grade: sound");
    replace("content/forces/birchwood/force.md", "Birchwood Island Service", "Birchwood Island Service Test");
    await shows(ashby, "Birchwood Island Service Test");
    const state = await ashby.evaluate(() => ({
      focus: document.activeElement.id,
      value: document.getElementById("probe").value,
      closed: [...document.querySelectorAll("details")].filter((details) => !details.open).length,
      at: scrollY,
    }));
    assert.deepEqual({ ...state, at: Math.abs(state.at - at) < 60 }, { focus: "probe", value: "typed", closed: 0, at: true });
    assert.ok(await stayed(ashby));
  });

  await step("a new finding comes in", async () => {
    save(ACCOUNT, `${read(ACCOUNT)}\n### A finding of the test {#of-the-test topics=boats}\n\nIt was added while the page was open.\n`);
    await shows(ashby, "It was added while the page was open.");
    assert.ok(await ashby.evaluate(() => document.getElementById("of-the-test") !== null));
    assert.ok(await stayed(ashby));
  });

  await step("broken YAML shows its error over the page, and fixing it takes the error away", async () => {
    const good = read(ACCOUNT);
    save(ACCOUNT, good.replace("grade: exemplary", "grade: [exemplary"));
    await ashby.waitForFunction(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".panel pre")?.textContent.includes("yaml-syntax"));
    assert.match(await bar(ashby, ".panel pre"), /2026-round\.md:3/);
    assert.match(await bar(ashby, ".status"), /error/);
    save(ACCOUNT, good);
    await ashby.waitForFunction(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".panel").hidden);
    await shows(ashby, "It was added while the page was open.");
    assert.ok(await stayed(ashby));
  });

  await step("text of files is not HTML in the overlay", async () => {
    const good = read(ACCOUNT);
    save(ACCOUNT, good.replace("grade: exemplary", "grade: <img/src=x/onerror=alert(1)>"));
    await ashby.waitForFunction(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".panel pre")?.textContent.includes("<img/src"));
    assert.equal(await ashby.evaluate(() => document.querySelector("peelpress-preview").shadowRoot.querySelector("img")), null);
    save(ACCOUNT, good);
    await ashby.waitForFunction(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".panel").hidden);
  });

  await step("an edited stylesheet is swapped alone", async () => {
    const sheets = await ashby.evaluate(() => [...document.querySelectorAll("link[rel=stylesheet]")].map((link) => link.getAttribute("href")));
    const name = sheets.map((href) => /assets\/(.+)\.[0-9a-f]+\.css/.exec(href)?.[1]).find((name) => name && name !== "palette");
    const path = `themes/peelpress/assets/${name}.css`;
    const html = await ashby.evaluate(() => document.querySelector("main").innerHTML);
    save(path, `${read(path)}\nmain { border-top: 7px solid rgb(1, 2, 3); }\n`);
    await ashby.waitForFunction(() => getComputedStyle(document.querySelector("main")).borderTopWidth === "7px");
    await ashby.waitForFunction((count) => document.querySelectorAll("link[rel=stylesheet]").length === count, sheets.length);
    assert.equal(await ashby.evaluate(() => document.querySelector("main").innerHTML), html);
    assert.ok(await stayed(ashby));
  });

  await step("a page that goes says so, and comes back when its file does", async () => {
    renameSync(join(site, "content/pages/about.md"), join(site, "content/pages/about-us.md"));
    await shows(about, "Page not found");
    renameSync(join(site, "content/pages/about-us.md"), join(site, "content/pages/about.md"));
    // The page that says so has other scripts, so it is loaded and not morphed.
    await about.waitForFunction(() => !document.body.textContent.includes("Page not found"));
  });

  await step("Alt-click says which file and line a block is from, and a button lists them all", async () => {
    const line = read(ACCOUNT).split("\n").findIndex((line) => line.includes("It was added while")) + 1;
    // The news of the last save may still come in, and takes the line that says the place.
    for (let tries = 1; tries <= 4; tries += 1) {
      await ashby.getByText("It was added while the page was open.").first().click({ modifiers: ["Alt"] });
      const said = (place) => document.querySelector("peelpress-preview").shadowRoot.querySelector(".grow").textContent.includes(place);
      const isSaid = ashby.waitForFunction(said, `${ACCOUNT}:${line}`, { timeout: 3000 });
      if (tries === 4 || await isSaid.then(() => true, () => false)) {
        await isSaid;
        break;
      }
    }
    await ashby.evaluate(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".lines").click());
    await ashby.waitForFunction((place) => [...document.querySelector("peelpress-preview").shadowRoot.querySelectorAll(".panel button")].some((button) => button.textContent === place), `${ACCOUNT}:${line}`);
    await ashby.keyboard.press("Escape");
    assert.equal(await ashby.evaluate(() => document.querySelector("peelpress-preview").shadowRoot.activeElement.className), "lines");
  });

  await step("by keyboard alone: the list of lines, a block shown and marked, its place copied or opened, and back", async () => {
    const inBar = () => ashby.evaluate(() => {
      const root = document.querySelector("peelpress-preview").shadowRoot;
      return { focus: root.activeElement?.textContent, isOpen: !root.querySelector(".panel").hidden };
    });
    // The news of the last save, once all pages are made, would take the line that says the place.
    await ashby.waitForTimeout(2000);
    // The bar is at the end of the page: from its last link Tab leads into it.
    await ashby.evaluate(() => [...document.querySelectorAll("a[href]")].filter((link) => link.getClientRects().length).at(-1).focus());
    for (let presses = 0; presses < 12 && (await inBar()).focus !== "Source lines"; presses += 1) await ashby.keyboard.press("Tab");
    assert.equal((await inBar()).focus, "Source lines");
    await ashby.keyboard.press("Enter");
    await ashby.waitForFunction(() => document.querySelector("peelpress-preview").shadowRoot.querySelectorAll(".panel button").length > 5);
    for (let presses = 0; presses < 6; presses += 1) await ashby.keyboard.press("Tab");
    const place = (await inBar()).focus;
    assert.match(place, /^content\/forces\/ashby\/.+:\d+$/);
    assert.ok(await ashby.evaluate(() => document.getAnimations().some((animation) => animation.id === "peelpress-changed")), "marked");
    await ashby.keyboard.press("Enter");
    await ashby.waitForFunction((place) => document.querySelector("peelpress-preview").shadowRoot.querySelector(".grow").textContent.includes(place), place);
    await ashby.keyboard.press("Escape");
    assert.deepEqual(await inBar(), { focus: "Source lines", isOpen: false });
  });

  await step("the bar shows time, pages changed, words by question area, and drafts", async () => {
    replace(ACCOUNT, "says the second test", "says the third test");
    await ashby.waitForFunction(() => /ashby\/2026-round\.md.*ready in \d+ ms.*\d+ of \d+ pages changed/u.test(document.querySelector("peelpress-preview").shadowRoot.querySelector(".grow").textContent));
    await ashby.evaluate(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".words").click());
    await ashby.waitForFunction(() => document.querySelector("peelpress-preview").shadowRoot.querySelectorAll(".panel tr").length >= 3);
    assert.match(await bar(ashby, ".panel"), /\d+ words/);
    await ashby.keyboard.press("Escape");
    const draft = "content/pages/not-yet.md";
    save(draft, "---\ntitle: Not yet\ndraft: true\n---\n\nNot yet.\n");
    await ashby.waitForFunction(() => /2 drafts hidden/u.test(document.querySelector("peelpress-preview").shadowRoot.querySelector(".grow").textContent));
    rmSync(join(site, draft));
    await ashby.waitForFunction(() => /1 draft hidden/u.test(document.querySelector("peelpress-preview").shadowRoot.querySelector(".grow").textContent));
  });

  await step("the bar offers the page's brief where the program makes briefs, and shows an error in its template", async () => {
    const href = await ashby.evaluate(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".brief:not([hidden])")?.href);
    if (!href) return console.log("   (this program makes no briefs)");
    const pdf = await (await fetch(href)).text();
    assert.ok(pdf.startsWith("%PDF-"));
    const template = "themes/peelpress/brief/brief.typ";
    const good = read(template);
    save(template, "#let brief(data) = [#nothing-of-the-kind]\n");
    await ashby.waitForFunction(() => /brief\.typ/u.test(document.querySelector("peelpress-preview").shadowRoot.querySelector(".grow").textContent));
    const page = await ashby.context().newPage();
    await page.goto(href);
    await shows(page, "This brief cannot be made");
    await shows(page, "nothing-of-the-kind");
    save(template, good);
    await page.waitForFunction(() => !document.body?.textContent.includes("This brief cannot be made"));
    await page.close();
  });

  await step("axe finds nothing on a page with the bar, its panels, or its errors, in light and dark", async () => {
    const good = read(ACCOUNT);
    for (const colorScheme of ["light", "dark"]) {
      await ashby.emulateMedia({ colorScheme });
      await axe(ashby);
      save(ACCOUNT, good.replace("grade: exemplary", "grade: [exemplary"));
      await ashby.waitForFunction(() => !document.querySelector("peelpress-preview").shadowRoot.querySelector(".panel").hidden);
      await axe(ashby);
      save(ACCOUNT, good);
      await ashby.waitForFunction(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".panel").hidden);
      await ashby.evaluate(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".lines").click());
      await ashby.waitForFunction(() => document.querySelector("peelpress-preview").shadowRoot.querySelectorAll(".panel button").length > 5);
      await axe(ashby);
      await ashby.keyboard.press("Escape");
    }
    await ashby.emulateMedia({ colorScheme: "light" });
  });

  await step("settings that cannot be read leave the last site up; started so, the errors have a page, which passes axe", async () => {
    const good = read("site.toml");
    save("site.toml", `title = <b>\n${good}`);
    await ashby.waitForFunction(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".panel pre")?.textContent.includes("toml-syntax"));
    await shows(ashby, "It was added while the page was open.");
    const broken = await serve();
    const page = await about.context().newPage();
    await page.goto(`${broken.address}forces/ashby/`);
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
    await ashby.waitForFunction(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".panel").hidden);
    assert.ok(await stayed(ashby));
  });

  await step("search finds what was written a moment ago", async () => {
    replace(ACCOUNT, "It was added while the page was open.", "It was added while the page was open, about zyzzyva beetles.");
    await shows(ashby, "zyzzyva");
    const page = await ashby.context().newPage();
    await page.goto(`${preview.address}search/?q=zyzzyva`);
    await page.waitForFunction(() => document.querySelector("main ol a[href*='#of-the-test'], main ol a[href*='/forces/ashby/']"));
    await page.close();
    replace(ACCOUNT, ", about zyzzyva beetles.", ".");
    await ashby.waitForFunction(() => !document.body.textContent.includes("zyzzyva"));
  });

  await step("the bar is hidden when asked, and stays so on the next page", async () => {
    await ashby.evaluate(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".hide").click());
    await ashby.goto(`${preview.address}forces/birchwood/`);
    assert.ok(await ashby.evaluate(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".bar").hidden));
    await ashby.evaluate(() => document.querySelector("peelpress-preview").shadowRoot.querySelector(".show").click());
    await ashby.evaluate(() => { window.stayed = true; });
  });

  await step("a server that is started again is found by an open tab", async () => {
    const before = errors.length;
    await stop(preview);
    replace("content/forces/birchwood/force.md", "Birchwood Island Service Test", "Birchwood Island Service Again");
    preview = await serve(port);
    await shows(ashby, "Birchwood Island Service Again");
    assert.ok(await stayed(ashby));
    // While it was away the browser said that it could not reach it.
    errors.length = before;
    replace("content/forces/birchwood/force.md", "Birchwood Island Service Again", "Birchwood Island Service Once More");
    await shows(ashby, "Birchwood Island Service Once More");
  });

  await step("nothing was said on the console", async () => {
    assert.deepEqual(errors.filter((error) => !/404|Failed to load resource/.test(error)), []);
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
