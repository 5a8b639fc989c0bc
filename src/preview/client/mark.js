// Leads the eye to what changed.

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
  const lit = { outline: "3px solid #b8860b", outlineOffset: "2px", backgroundColor: "rgb(255 214 10 / 0.3)" };
  const dark = { outline: "3px solid transparent", outlineOffset: "2px" };
  const frames = CALM.matches ? [lit, { ...lit, offset: 0.99 }, dark] : [lit, { ...lit, offset: 0.4 }, dark];
  block.animate(frames, { duration: 2200, id: "peelpress-changed" });
}
