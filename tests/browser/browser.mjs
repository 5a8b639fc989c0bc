// The browser: Debian's Chromium, with everything off that would call out, and pages that remember what went wrong.
import { chromium } from "playwright-core";
import { NO_PAGE } from "./pages.mjs";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--disable-sync",
  "--disable-features=OptimizationHints,MediaRouter,Translate,InterestFeedContentSuggestions",
  "--metrics-recording-only",
  "--no-first-run",
  "--no-pings",
  "--mute-audio",
  // Nothing but this machine can be reached, whatever the browser would like.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

export const launch = (more = []) => chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: [...FLAGS, ...more],
});

/** A new page, on which `watch` collects problems. Animations are off. */
export const openPage = async (browser, options = {}) => {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    reducedMotion: "reduce",
    colorScheme: "light",
    ...options,
  });
  context.setDefaultTimeout(15_000);
  return context.newPage();
};

/**
 * Collects what a page should not do: messages on the console (breaches of the Content-Security-Policy are among them),
 * scripts that fail, requests off the site (which lead nowhere, by the flags above), answers that are errors.
 * `take()` gives what was collected since the last time.
 */
export const watch = (page, origin) => {
  let faults = [];
  const isOwn = (url) => url.startsWith(`${origin}/`) || /^(data|blob|about):/.test(url);
  const short = (text) => text.replaceAll(origin, "").replace(/\s+/g, " ").slice(0, 300);
  // A page that is not found is an error to the browser and to nobody else here.
  const isMissingPage = (url) => url.endsWith(`/${NO_PAGE}`);
  page.on("console", (message) => {
    if (!["error", "warning", "assert"].includes(message.type()) || isMissingPage(message.location().url)) return;
    const from = message.text().includes("Failed to load") ? ` ${message.location().url}` : "";
    faults.push(`console ${message.type()}: ${short(message.text() + from)}`);
  });
  page.on("pageerror", (error) => faults.push(`script failed: ${short(error.message)}`));
  page.on("request", (request) => { if (!isOwn(request.url())) faults.push(`request off the site: ${request.url()}`); });
  page.on("response", (response) => {
    if (response.status() >= 400 && !isMissingPage(response.url())) faults.push(`${response.status()} for ${short(response.url())}`);
  });
  return { take: () => { const taken = faults; faults = []; return taken; } };
};

/** The same promise, given up after so many seconds: a browser that has lost its thread answers nothing at all. */
export const within = (seconds, promise) => {
  let timer;
  const late = new Promise((_, fail) => { timer = setTimeout(() => fail(new Error(`no answer in ${seconds} s`)), seconds * 1000); });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

const MOST_IN_A_TAB = 40;

/**
 * Does `work(tool, page, checks)` to every page, two at a time; `begin` makes the tool, a list of open tabs and what
 * else is wanted. What a page's checks say counts once the page is done. One that breaks off is tried again in new tabs.
 */
export const inParallel = async (report, pages, begin, work) => {
  const queue = [...pages];
  const hand = async () => {
    let tool = await begin();
    const close = () => Promise.all(tool.tabs.map((tab) => within(10, tab.context().close()).catch(() => {})));
    for (let page = queue.shift(), done = 0; page; page = queue.shift(), done += 1) {
      // A tab keeps a little of every page that it has had.
      if (done && done % MOST_IN_A_TAB === 0) { await close(); tool = await begin(); }
      for (let tries = 2; tries > 0; tries -= 1) {
        const checks = [];
        const add = (...check) => checks.push(check);
        try {
          await within(120, work(tool, page, { check: add }));
          for (const check of checks) report.check(...check);
          break;
        } catch (error) {
          for (const tab of tool.tabs) tab.context().close().catch(() => {});
          tool = await begin();
          if (tries === 1) report.check("every page can be looked at", page.path, [error.message.split("\n")[0]]);
        }
      }
    }
    await close();
  };
  await Promise.all([hand(), hand()]);
};
