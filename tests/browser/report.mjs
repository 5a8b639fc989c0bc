// What was found. Each check of each page either passes or fails with one or more faults; the same fault on many pages
// is printed once, with how many pages have it and the first few.

const FEW = 4;

export class Report {
  passed = 0;
  failed = 0;
  #gates = new Map();

  /**
   * One check of the thing called `where`. `faults` is empty where all is well; each is words, or `{ text, detail }`,
   * where `text` is what other pages may have too and `detail` is this page's own.
   */
  check(gate, where, faults) {
    const of = this.#gate(gate);
    of.checks += 1;
    if (faults.length === 0) { this.passed += 1; return; }
    this.failed += 1;
    of.failed += 1;
    for (const fault of faults) {
      const { text, detail } = typeof fault === "string" ? { text: fault, detail: "" } : fault;
      if (!of.faults.has(text)) of.faults.set(text, new Set());
      of.faults.get(text).add(detail ? `${where}  ${detail}` : where);
    }
  }

  /** A line that is worth reading whether or not anything failed. */
  note(gate, text) { this.#gate(gate).notes.push(text); }

  #gate(name) {
    if (!this.#gates.has(name)) this.#gates.set(name, { checks: 0, failed: 0, faults: new Map(), notes: [] });
    return this.#gates.get(name);
  }

  print() {
    for (const [name, { checks, failed, faults, notes }] of this.#gates) {
      console.log(`\n${failed ? "FAILED" : "ok    "}  ${name}: ${checks - failed} of ${checks}`);
      for (const note of notes) console.log(`          ${note}`);
      const worstFirst = [...faults].sort((a, b) => b[1].size - a[1].size);
      for (const [text, found] of worstFirst) {
        const places = [...found];
        console.log(`    ×   ${text}`);
        for (const place of places.slice(0, FEW)) console.log(`          ${place}`);
        if (places.length > FEW) console.log(`          and ${places.length - FEW} more`);
      }
    }
    console.log(`\n${this.passed} passed, ${this.failed} failed`);
  }
}
