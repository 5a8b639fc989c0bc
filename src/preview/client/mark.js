// Marks what changed on the page.

const CALM = matchMedia("(prefers-reduced-motion: reduce)");
/** More blocks than this are a change of the whole page. */
const MANY = 20;

/** Marks blocks for a moment, and brings the first into view if the author's own file changed it. */
function mark(changed, isOwn) {
  const seen = changed.filter((block) => block.getClientRects().length > 0);
  if (isOwn && seen.length > 0) bring(seen[0]);
  seen.slice(0, MANY).forEach(glow);
}

function bring(block) {
  const box = block.getBoundingClientRect();
  const room = innerHeight - bar.height();
  const isInView = box.top >= 0 && (box.bottom <= room || box.top <= room / 2);
  if (!isInView) block.scrollIntoView({ block: box.height > room ? "start" : "center", behavior: "instant" });
}

/** An animation leaves nothing in the page's own tree or styles. */
function glow(block) {
  // A frame and nothing behind the words: they are as easy to read as before, on any ground.
  const lit = { outline: "3px solid #b8860b", outlineOffset: "3px", boxShadow: "0 0 0 12px rgb(255 200 10 / 0.35)" };
  const out = { outline: "3px solid transparent", outlineOffset: "3px", boxShadow: "0 0 0 12px transparent" };
  const frames = CALM.matches ? [lit, { ...lit, offset: 0.99 }, out] : [lit, { ...lit, offset: 0.4 }, out];
  block.animate(frames, { duration: 2200, id: "peelpress-changed" });
}
