// Listens for changes and brings them into the page.

const live = {
  token: "",
  edition: "",
  /** The last state of the page and the site. */
  state: null,
  listening: null,
  /** Whether a file of this page was saved since the page was last taken in. */
  isOwn: false,
  isBusy: false,

  begin(script) {
    live.know(script);
    // Pages in the background need no news.
    document.addEventListener("visibilitychange", () => (document.hidden ? live.leave() : live.listen()));
    addEventListener("pagehide", live.leave);
    addEventListener("pageshow", (event) => event.persisted && live.listen());
    if (!document.hidden) live.listen();
  },

  know(script) {
    live.token = script.dataset.token;
    live.edition = script.dataset.edition;
  },

  leave() {
    live.listening?.();
    live.listening = null;
  },

  listen() {
    live.leave();
    const leave = openStream(`/.peelpress/${live.token}/`, location.pathname, (message) => {
      if (live.listening !== leave) return;
      if (message.state) return live.hear(message.state);
      bar.away();
      if (message.isClosed) live.recover(leave);
    });
    live.listening = leave;
  },

  /** Loads the page again, which brings the token of the server that runs now. */
  async recover(leave) {
    if (live.listening !== leave) return;
    live.leave();
    live.state = null;
    try {
      await live.take();
      live.listen();
    } catch {
      setTimeout(() => live.listening || document.hidden || live.recover(null), 500);
    }
  },

  async hear(state) {
    // The same state comes again when every page was made; that is not another save.
    if (state.version !== live.state?.version) live.isOwn ||= state.is_own;
    live.state = state;
    if (live.isBusy) return;
    live.isBusy = true;
    try {
      while (live.state && live.state.edition !== live.edition) {
        const wanted = live.state.edition;
        await live.take();
        // The page may be ahead of the news by now, but not behind it.
        if (live.edition !== wanted && live.state?.edition === wanted) break;
      }
      // A save that did not change this page leaves nothing to show for the next one.
      live.isOwn = false;
      if (live.state) bar.show(live.state);
    } finally {
      live.isBusy = false;
    }
  },

  /** Fetches the page and makes this one equal to it. */
  async take() {
    const headers = live.state ? { "Peelpress-Edition": live.state.edition } : {};
    const answer = await fetch(location.href, { cache: "no-store", headers });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const script = page.getElementById(OWN);
    if (!script) return location.reload();
    const { isOwn, edition: before } = live;
    live.know(script);
    if (live.edition === before) return;
    live.isOwn = false;
    const changed = become(page.documentElement);
    if (!changed) return location.reload();
    mark(changed, isOwn);
  },
};

const script = document.getElementById(OWN);
begin();
bar.begin();
live.begin(script);
