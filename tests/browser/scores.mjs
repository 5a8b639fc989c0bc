// Lighthouse, in its own browser: at least 95 in every category for home, a body, a register and the search page.
// Speed is what this machine makes of it at that moment, so a page that falls short has two more tries.
import { createServer } from "node:net";
import lighthouse from "lighthouse";
import { launch } from "./browser.mjs";

const LEAST = 95;
const TRIES = 3;

const freePort = () => new Promise((done) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

const largest = (pages, template) => pages.filter((page) => page.template === template).sort((a, b) => b.bytes - a.bytes)[0];

const faultsOf = ({ categories, audits }) => Object.values(categories).filter(({ score }) => score * 100 < LEAST).map(({ title, score, auditRefs }) => {
  const worst = auditRefs.filter(({ id, weight }) => weight && audits[id].score !== null && audits[id].score < .9)
    .map(({ id }) => `${id} ${audits[id].displayValue || ""}`.trim());
  return { text: `${title} under ${LEAST}`, detail: `${Math.round(score * 100)}: ${worst.join(", ")}` };
});

export const runLighthouse = async (report, site, pages, base) => {
  const home = pages.find((page) => page.path === base);
  const picked = [home, ...["body_profile", "findings_register", "search"].map((template) => largest(pages, template))].filter(Boolean);
  const port = await freePort();
  const browser = await launch([`--remote-debugging-port=${port}`]);
  try {
    for (const { path } of picked) {
      let best = null;
      for (let tried = 0; tried < TRIES && (!best || faultsOf(best).length); tried += 1) {
        const { lhr } = await lighthouse(site.origin + path, { port, output: "json", logLevel: "error", disableFullPageScreenshot: true });
        if (lhr.runtimeError) throw new Error(`${path}: ${lhr.runtimeError.message}`);
        if (!best || faultsOf(lhr).length < faultsOf(best).length) best = lhr;
      }
      const scores = Object.values(best.categories).map(({ title, score }) => `${title} ${Math.round(score * 100)}`);
      report.note("Lighthouse", `${path}: ${scores.join(", ")}`);
      report.check("Lighthouse", path, faultsOf(best));
    }
  } finally {
    await browser.close();
  }
};
