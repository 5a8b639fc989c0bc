// What pages the built site has: each with its address, its file, its template and its size.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** An address at which there is nothing, and so the page that says so. */
export const NO_PAGE = "not/a/page/";

/** The path of the site's public URL, from the home page's own address: "/" or "/somewhere/". */
export const basePath = (root) => {
  const home = readFileSync(join(root, "index.html"), "utf8");
  const canonical = home.match(/<link rel="?canonical"? href="?([^\s">]+)/);
  return canonical ? new URL(canonical[1]).pathname.replace(/[^/]*$/, "") : "/";
};

/** The place of a file of the site from one of its addresses, without query and fragment. */
export const fileOf = (root, base, path) => {
  const inside = decodeURIComponent(path).slice(base.length);
  return join(root, inside === "" || inside.endsWith("/") ? `${inside}index.html` : inside);
};

/** Every page: `[{ file, path, template, bytes }]`, in the order of their addresses. */
export const listPages = (root, base) => readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".html"))
  .map((entry) => {
    // `parentPath` is called `path` before Node 20.12.
    const file = join(entry.parentPath || entry.path, entry.name);
    const name = relative(root, file).split(sep).join("/");
    const html = readFileSync(file, "utf8");
    const template = html.match(/<body[^>]*\bclass="?(?:[^">]*\s)?page-([\w-]+)/);
    return {
      file,
      path: name === "404.html" ? base + NO_PAGE : base + name.replace(/(^|\/)index\.html$/, "$1"),
      template: template ? template[1] : "none",
      bytes: statSync(file).size,
    };
  })
  .sort((a, b) => (a.path < b.path ? -1 : 1));

/** Some pages of each template: the largest, then the smallest, then those between, `many` at most. */
export const sampleOf = (pages, many) => {
  const templates = new Map();
  for (const page of pages) templates.set(page.template, [...(templates.get(page.template) || []), page]);
  return [...templates.values()].flatMap((of) => {
    const bySize = [...of].sort((a, b) => b.bytes - a.bytes);
    const picked = [bySize[0], bySize[bySize.length - 1], bySize[Math.floor(bySize.length / 2)]];
    return [...new Set(picked)].slice(0, many);
  });
};
