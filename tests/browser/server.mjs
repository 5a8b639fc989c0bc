// Serves a built site as a plain host would: files, folders with their index.html, 404.html for the rest, compressed
// where the browser takes it, and exactly the headers of the site's own `_headers` file. That file must hold everything
// to a strict Content-Security-Policy; the search page alone may be allowed 'wasm-unsafe-eval'.
import { createServer } from "node:http";
import { readFileSync, statSync } from "node:fs";
import { extname, join, normalize, sep } from "node:path";
import { gzipSync } from "node:zlib";

const POLICY_HEADER = "content-security-policy";
const POLICY = {
  "default-src": ["'none'"],
  "style-src": ["'self'"],
  "script-src": ["'self'"],
  "img-src": ["'self'", "data:"],
  "font-src": ["'self'"],
  "connect-src": ["'self'"],
  "form-action": ["'self'"],
  "base-uri": ["'none'"],
  "frame-ancestors": ["'none'"],
};

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".xml": "application/xml",
};
const COMPRESSED = /^text\/|json|xml|wasm/;

/** The rules of a `_headers` file: `[{ path, lines }]`, a path being a pattern with `*`, a line a header set or taken back. */
const rulesOf = (root) => {
  let text;
  try { text = readFileSync(join(root, "_headers"), "utf8"); } catch { return []; }
  const rules = [];
  for (const line of text.split(/\r?\n/)) {
    if (!line.trim() || line.trim().startsWith("#")) continue;
    if (!/^\s/.test(line)) { rules.push({ path: line.trim(), lines: [] }); continue; }
    const [, isTakenBack, name, value = ""] = line.trim().match(/^(!?)\s*([\w-]+)(?:\s*:\s*(.*))?$/) || [];
    if (!name || !rules.length) throw new Error(`_headers: “${line.trim()}” is not understood`);
    rules[rules.length - 1].lines.push({ isTakenBack: Boolean(isTakenBack), name: name.toLowerCase(), value });
  }
  return rules;
};

const matches = (pattern, path) =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*")}$`).test(path);

/** The headers of a path: every rule that matches has its say, and what two rules set appears twice, as on such hosts. */
const headersFor = (rules, path) => {
  const headers = new Map();
  for (const { isTakenBack, name, value } of rules.filter((rule) => matches(rule.path, path)).flatMap(({ lines }) => lines)) {
    if (isTakenBack) headers.delete(name);
    else headers.set(name, headers.has(name) ? `${headers.get(name)}, ${value}` : value);
  }
  return Object.fromEntries(headers);
};

/** What the rules of a `_headers` file allow that the strict policy does not: a list in words. */
export const laxRules = (root) => {
  const rules = rulesOf(root);
  const policies = rules.flatMap(({ path, lines }) => lines.filter(({ name, isTakenBack }) => name === POLICY_HEADER && !isTakenBack)
    .map(({ value }) => ({ path, policy: value })));
  const forAll = rules.filter(({ path }) => rules.every((other) => matches(path, other.path.replace("*", "")))).flatMap(({ lines }) => lines);
  const missing = [POLICY_HEADER, "x-content-type-options"].filter((name) => !forAll.some((line) => line.name === name))
    .map((name) => `no ${name} for every file`);
  const bare = rules.filter(({ path }) => !headersFor(rules, path.replace("*", ""))[POLICY_HEADER]).map(({ path }) => `${path}: no policy is left`);
  return [...missing, ...bare, ...policies.flatMap(laxityOf)];
};

const laxityOf = ({ path, policy }) => {
  const given = new Map(policy.split(";").map((part) => part.trim().split(/\s+/)).filter(([name]) => name)
    .map(([name, ...sources]) => [name.toLowerCase(), sources]));
  const faults = given.has("default-src") ? [] : [`${path}: no default-src`];
  for (const [name, sources] of given) {
    const isForSearch = name === "script-src" && path.endsWith("/search/*");
    const allowed = [...(POLICY[name] || POLICY["default-src"]), "'none'", ...(isForSearch ? ["'wasm-unsafe-eval'"] : [])];
    for (const source of sources) if (!allowed.includes(source)) faults.push(`${path}: ${name} allows ${source}`);
  }
  for (const name of ["form-action", "base-uri", "frame-ancestors"]) if (!given.has(name)) faults.push(`${path}: no ${name}`);
  return faults;
};

/**
 * Starts a server for the folder `root`, mounted at `base` (a path that ends in "/").
 * With `slowly`, pages come in pieces and their files late, as on a poor line, so that the browser paints half a page.
 * Gives `{ origin, close }`.
 */
export const serve = async (root, { base = "/", slowly = false } = {}) => {
  const rules = rulesOf(root);
  const kept = new Map();
  const isFile = (path) => { try { return statSync(path).isFile(); } catch { return false; } };
  const isFolder = (path) => { try { return statSync(path).isDirectory(); } catch { return false; } };

  const answer = async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    const inside = path.startsWith(base) ? normalize(join(root, path.slice(base.length))) : "";
    let file = inside === root || inside.startsWith(root + sep) ? inside : "";
    if (file && isFolder(file)) {
      if (!path.endsWith("/")) return response.writeHead(301, { location: `${path}/` }).end();
      file = join(file, "index.html");
    }
    const found = file && isFile(file);
    if (!found) file = join(root, "404.html");
    if (!isFile(file)) return response.writeHead(404).end();

    const type = TYPES[extname(file)] || "application/octet-stream";
    const isPage = type.startsWith("text/html");
    const compress = !slowly && COMPRESSED.test(type) && /\bgzip\b/.test(request.headers["accept-encoding"] || "");
    const key = `${file}\0${compress}`;
    if (!kept.has(key)) kept.set(key, compress ? gzipSync(readFileSync(file)) : readFileSync(file));
    const bytes = kept.get(key);
    response.writeHead(found ? 200 : 404, {
      "content-type": type,
      "content-length": bytes.length,
      ...headersFor(rules, path),
      "cache-control": isPage ? "no-cache" : "max-age=31536000, immutable",
      ...(compress ? { "content-encoding": "gzip" } : {}),
    });
    if (request.method === "HEAD") return response.end();
    if (!slowly) return response.end(bytes);
    const wait = (ms) => new Promise((done) => setTimeout(done, ms));
    if (!isPage) await wait(120);
    for (let at = 0; at < bytes.length; at += 12_000) {
      response.write(bytes.subarray(at, at + 12_000));
      if (isPage) await wait(40);
    }
    return response.end();
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => { if (!response.headersSent) response.writeHead(400); response.end(String(error)); });
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => { server.closeAllConnections(); server.close(); },
  };
};
