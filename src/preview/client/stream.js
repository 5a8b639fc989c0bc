// Brings the news of this page, over one stream for the whole browser: by a shared worker; where there is none, one of the
// pages holds the stream for all and passes the news on over a channel.

/** Opens the news of a page; `hear` takes messages. Gives a function that ends it. */
function openStream(base, path, hear) {
  if (globalThis.SharedWorker) {
    const worker = new SharedWorker(`${base}worker.js`, { name: `peelpress ${base}` });
    // The server stopped, or runs again with another token, before the worker was loaded.
    worker.addEventListener("error", () => hear({ away: true, isClosed: true }));
    const { port } = worker;
    port.addEventListener("message", ({ data }) => hear(data));
    port.start();
    port.postMessage({ join: path });
    return () => {
      port.postMessage({ leave: true });
      port.close();
    };
  }
  return openChannel(base, path, hear);
}

/** The same without workers. The page that has the lock holds the stream; when it goes, another gets the lock. */
function openChannel(base, path, hear) {
  const member = crypto.randomUUID?.() ?? String(Math.random());
  const name = `peelpress ${base}`;
  if (!globalThis.BroadcastChannel || !navigator.locks) {
    const hub = makeHub(base, (_, message) => hear(message));
    hub.join(member, path);
    return () => hub.close();
  }
  const channel = new BroadcastChannel(name);
  let hub = null;
  let release = null;
  const leaving = new AbortController();
  const say = (message) => channel.postMessage(message);
  channel.addEventListener("message", ({ data }) => {
    if (data.to === member) hear(data.message);
    else if (data.join && hub) hub.join(data.join, data.path);
    else if (data.leave && hub) hub.leave(data.leave);
    else if (data.roll) say({ join: member, path });
  });
  say({ join: member, path });
  navigator.locks.request(name, { signal: leaving.signal }, () => new Promise((done) => {
    release = done;
    hub = makeHub(base, (to, message) => (to === member ? hear(message) : say({ to, message })));
    hub.join(member, path);
    // Pages that joined before have lost whoever held the stream.
    say({ roll: true });
  })).catch(() => {});
  return () => {
    say({ leave: member });
    leaving.abort();
    hub?.close();
    release?.();
    channel.close();
  };
}
