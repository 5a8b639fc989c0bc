// Finding bodies by place: every district of the list of places, the largest towns, everyday names and postcodes.
import { readFileSync } from "node:fs";
import { openPage } from "./browser.mjs";

const here = new URL(".", import.meta.url);
/** Rows of `name,body`; a name with a comma is in quotation marks. */
const wanted = () => readFileSync(new URL("places.csv", here), "utf8").trim().split("\n").slice(1).map((line) => {
  const at = line.lastIndexOf(",");
  return [line.slice(0, at).replaceAll('"', ""), line.slice(at + 1)];
});

/** The districts of `content/places.yaml`, which have a code: their names and bodies. */
const districts = () => {
  const text = readFileSync(new URL("../../content/places.yaml", here), "utf8");
  return text.split(/^ {2}- /m).slice(1).filter((entry) => /^ {4}code: /m.test(entry)).map((entry) => {
    const value = (key) => entry.match(new RegExp(`^ *${key}: (.*)$`, "m"))[1].replaceAll('"', "");
    return [value("name"), value("bodies")];
  });
};

export const findByPlace = async (report, site, browser, base) => {
  const page = await openPage(browser);
  const at = `${site.origin}${base}find/`;
  await page.goto(at);
  const rows = [...wanted(), ...districts()];
  const wrong = await page.evaluate(async (rows) => {
    const entries = await peelpressPlaces.load(location.pathname);
    return rows.flatMap(([name, body]) => {
      const found = peelpressPlaces.match(entries, name);
      // Of two places of one name, either may be first.
      const first = found.filter((it) => it.fit === found[0].fit && it.entry.key === found[0].entry.key);
      const urls = first.flatMap((it) => it.entry.bodies.map((it) => it.url));
      return urls.some((url) => url.endsWith(`/${body}/`)) ? [] : [`${name}: ${urls[0] ?? "nothing"}, not ${body}`];
    });
  }, rows);
  report.check("every district, town and everyday name finds its body", "find/", rows.length > 450 ? wrong : ["too few rows", ...wrong]);

  const answers = [];
  const expect = async (query, words) => {
    await page.goto(`${at}?${new URLSearchParams({ q: query })}`);
    await page.waitForFunction(() => document.querySelector(".place-finder [role=status]").textContent);
    const text = await page.locator(".place-finder").innerText();
    if (!words.every((word) => text.includes(word))) answers.push(`?q=${query} says “${text.replace(/\s+/g, " ")}”`);
  };
  await expect("CB1 2AB", ["several forces", "Cambridgeshire", "Suffolk", "Essex"]);
  await expect("Newport", ["Gwent", "Hampshire", "West Mercia"]);
  await expect("Atlantis", ["No place has this name"]);
  report.check("/find/?q= answers", "find/", answers);
  await page.context().close();
};
