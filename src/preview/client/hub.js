// Holds one event stream for several pages. A browser allows six connections to a server: with a stream for each page, the
// sixth window would leave none to load anything.

/** Makes a hub. `deliver(member, message)` hands a message to a page. */
function makeHub(base, deliver) {
  /** From each member to the path of its page. */
  const members = new Map();
  let stream = null;
  let opened = "";
  let timer = null;

  const paths = () => [...new Set(members.values())].sort();
  const all = (message) => [...members.keys()].forEach((member) => deliver(member, message));

  function open() {
    timer = null;
    const query = paths().map((path) => `path=${encodeURIComponent(path)}`).join("&");
    if (query === opened && stream && stream.readyState !== EventSource.CLOSED) return;
    stream?.close();
    stream = null;
    opened = query;
    if (!query) return;
    const mine = new EventSource(`${base}news?${query}`);
    stream = mine;
    mine.addEventListener("state", (event) => {
      if (stream !== mine) return;
      const state = JSON.parse(event.data);
      members.forEach((path, member) => path === state.path && deliver(member, { state }));
    });
    mine.addEventListener("error", () => {
      // The browser tries again by itself, unless it was turned away: by another run of the server, with another token.
      if (stream === mine) all({ away: true, isClosed: mine.readyState === EventSource.CLOSED });
    });
  }

  const soon = () => {
    timer ??= setTimeout(open, 5);
  };

  return {
    /** Adds a page; a page that is there already gets the state again. */
    join(member, path) {
      const isKnown = members.get(member) === path;
      const isShared = !isKnown && paths().includes(path);
      members.set(member, path);
      // The stream says the state when it opens; whoever joins later needs it as well.
      if (isShared || isKnown) opened = "";
      soon();
    },
    leave(member) {
      if (members.delete(member)) soon();
    },
    close() {
      clearTimeout(timer);
      stream?.close();
      stream = null;
      members.clear();
    },
  };
}
