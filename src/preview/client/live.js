// Hears of changes and takes them in.

const live = {
  token: "",
  edition: "",
  /** The last state told. */
  state: null,
  listening: null,
  /** Whether a file of this page was saved since the page was last taken in. */
  isOwn: false,
  isBusy: false,

  begin(script) {
    live.know(script);
    // A page in the background would keep one of the few connections that a browser allows.
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
    live.listening?.close();
    live.listening = null;
  },

  listen() {
    live.leave();
    const news = new EventSource(`/.peelpress/${live.token}/news?path=${encodeURIComponent(location.pathname)}`);
    live.listening = news;
    news.addEventListener("state", (event) => live.hear(JSON.parse(event.data)));
    news.addEventListener("error", () => {
      bar.away();
      // The browser tries again by itself, unless it was turned away: by another run of the server, with another token.
      if (news.readyState === EventSource.CLOSED) live.recover(news);
    });
  },

  async recover(news) {
    if (live.listening !== news) return;
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
    // A state is told once more when every page was made; that is no other save.
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
      // A save that left this page as it was has nothing to show when the next one comes.
      live.isOwn = false;
      if (live.state) bar.show(live.state);
    } finally {
      live.isBusy = false;
    }
  },

  /** Fetches the page and makes this one the same. */
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
