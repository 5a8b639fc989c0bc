// A worker that all pages of a browser share. It ends with the last of them.

const hub = makeHub("./", (port, message) => port.postMessage(message));

addEventListener("connect", (event) => {
  const [port] = event.ports;
  port.addEventListener("message", ({ data }) => (data.join ? hub.join(port, data.join) : hub.leave(port)));
  port.start();
});
