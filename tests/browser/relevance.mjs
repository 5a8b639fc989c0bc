// Whether search puts first what readers ask for: queries with graded answers, and the mean nDCG of the first five.
import { readFileSync } from "node:fs";
import { openPage } from "./browser.mjs";

const LEAST = 0.9;
const gain = (grade, at) => (2 ** grade - 1) / Math.log2(at + 2);
const sum = (grades) => grades.slice(0, 5).reduce((all, grade, at) => all + gain(grade, at), 0);

export const askSearch = async (report, site, browser, base) => {
  const lines = readFileSync(new URL("relevance.csv", import.meta.url), "utf8").trim().split("\n").slice(1);
  const page = await openPage(browser);
  const poor = [];
  let all = 0;
  for (const line of lines) {
    const [query, answers] = line.split("|");
    const grades = new Map(answers.split(";").map((answer) => { const at = answer.lastIndexOf("="); return [answer.slice(0, at), Number(answer.slice(at + 1))]; }));
    await page.goto(`${site.origin}${base}search/?${new URLSearchParams({ q: query })}`);
    await page.waitForFunction(() => /result/.test(document.getElementById("pp-count").textContent), undefined, { timeout: 15_000 });
    const found = await page.locator("#pp-hits h3 a").evaluateAll((links) => links.map((link) => link.pathname + link.hash));
    const seen = found.map((url) => grades.get(url.slice(base.length - 1)) ?? 0);
    const score = sum(seen) / sum([...grades.values()].sort((a, b) => b - a));
    all += score;
    if (score < LEAST) poor.push(`${query}: ${score.toFixed(2)}, ${found.slice(0, 3).join(" ")}`);
  }
  const mean = all / lines.length;
  console.log(`nDCG@5 of ${lines.length} queries: ${mean.toFixed(3)}${poor.length ? `; poor: ${poor.join("; ")}` : ""}`);
  report.check(`search answers ${lines.length} queries with an nDCG of at least ${LEAST}`, "search/", mean >= LEAST ? [] : poor);
  await page.context().close();
};
