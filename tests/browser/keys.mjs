// Hands on a keyboard: pressing Tab until something is reached, and telling whether the reader can see where they are.

import { prepareAxe, runAxe } from "./axe.mjs";

/** Where things are in the default theme. */
export const IN = {
  status: "[role=status], [aria-live=polite], [aria-live=assertive], output",
  finding: "article.finding[id]",
  term: "a.term",
  definition: ".definition",
  sort: "table.register thead th button",
  map: "figure.map",
  colours: "[data-colour-switch]",
};

/* Runs in the page before any key is pressed: how everything that takes focus looks without it. */
const rememberUnfocused = () => {
  const look = (element) => [element, ...element.querySelectorAll("*")].slice(0, 30).map((one) => {
    const { boxShadow, stroke, strokeWidth } = getComputedStyle(one);
    return [boxShadow, stroke, strokeWidth].join();
  }).join(";");
  const unfocused = new WeakMap();
  for (const element of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")) unfocused.set(element, look(element));
  globalThis.keyboardTest = { look, unfocused };
};

/* Runs in the page: what has the focus, and whether that can be seen. */
const focusNow = () => {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return { isNothing: true, name: "nothing", faults: [] };
  const words = (element.getAttribute("aria-label") || element.textContent || element.name || "").trim().replace(/\s+/g, " ").slice(0, 40);
  const name = `${element.localName}${element.className && element.className.trim ? `.${element.className.trim().split(/\s+/).join(".")}` : ""} “${words}”`;
  const faults = [];
  const style = getComputedStyle(element);
  const hasOutline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1 && !/, 0\)$/.test(style.outlineColor);
  const test = globalThis.keyboardTest;
  const isChanged = test && test.unfocused.has(element) && test.look(element) !== test.unfocused.get(element);
  if (!hasOutline && !isChanged) faults.push("no visible focus");
  const rects = [...element.getClientRects()];
  const inView = (rect) => rect.bottom > 0 && rect.right > 0 && rect.top < innerHeight && rect.left < innerWidth && rect.width > 0 && rect.height > 0;
  const seen = rects.filter(inView);
  if (seen.length === 0) faults.push("focus is out of view");
  const isCovered = (rect) => {
    const top = document.elementFromPoint(
      Math.min(innerWidth - 1, Math.max(0, rect.left + rect.width / 2)),
      Math.min(innerHeight - 1, Math.max(0, rect.top + rect.height / 2)),
    );
    return top && !element.contains(top) && !top.contains(element) ? top : null;
  };
  // An area of a map need not hold its own middle.
  if (seen.length && !element.ownerSVGElement && seen.every(isCovered)) faults.push(`focus is covered by ${isCovered(seen[0]).localName}.${isCovered(seen[0]).className}`);
  return { isNothing: false, name, faults };
};

export class Keys {
  /** What the keyboard's user met on the way: places where the focus cannot be seen. */
  faults = [];

  constructor(page, { isScripted = true } = {}) {
    this.page = page;
    this.isScripted = isScripted;
  }

  async open(url) {
    await this.page.goto(url, { waitUntil: "load" });
    await this.page.evaluate(rememberUnfocused);
  }

  async press(key, times = 1) {
    for (let pressed = 0; pressed < times; pressed += 1) await this.page.keyboard.press(key);
  }

  /** What has the focus: `{ isNothing, name, faults }`. Something that is about to go may cover it for a moment. */
  async focus() {
    const at = await this.page.evaluate(focusNow);
    if (at.faults.length === 0) return at;
    await this.page.waitForTimeout(600);
    return this.page.evaluate(focusNow);
  }

  /** Whether what has the focus is one of these. */
  isOn(selector) { return this.page.evaluate((wanted) => document.activeElement.matches(wanted), selector); }

  /** Presses Tab (or another key) until something that matches `selector` has the focus. */
  async reach(selector, { key = "Tab", within = 400 } = {}) {
    for (let pressed = 0; pressed < within; pressed += 1) {
      await this.press(key);
      const at = await this.focus();
      this.note(at);
      if (at.isNothing) break;
      if (await this.isOn(selector)) return;
    }
    throw new Error(`${selector} is not reached with ${key}`);
  }

  /** Goes through the page from its top to its end, or to `limit`; gives how many stops there were. */
  async walk(limit) {
    for (let stops = 0; stops < limit; stops += 1) {
      await this.press("Tab");
      const at = await this.focus();
      if (at.isNothing) return stops;
      this.note(at);
    }
    return limit;
  }

  note({ name, faults }) {
    for (const fault of faults) this.faults.push({ text: fault, detail: name });
  }

  /** Checks the page with axe in its present state: a menu or a definition is open. Axe needs the page's scripts to be on. */
  async inspect() {
    if (!this.isScripted) return;
    await prepareAxe(this.page);
    this.faults.push(...await runAxe(this.page));
  }

  /** Notes a fault unless `is` holds. */
  expect(is, text, detail = "") { if (!is) this.faults.push({ text, detail: String(detail) }); }

  /** Waits until `check` holds in the page; notes a fault if it does not within `ms`. */
  async expectSoon(text, check, arg, ms = 3000) {
    try {
      await this.page.waitForFunction(check, arg, { timeout: ms, polling: 50 });
      return true;
    } catch {
      this.faults.push(text);
      return false;
    }
  }
}
