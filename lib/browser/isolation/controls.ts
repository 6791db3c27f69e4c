/** Ways in which the page itself sends to the counting address: what does not arrive here could not be seen to arrive from the sandbox. */
const ways: Record<string, (address: string) => unknown> = {
  "control-fetch": (address) => fetch(address),
  "control-xhr": (address) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.send("x");
  },
  "control-beacon": (address) => navigator.sendBeacon(address, "x"),
  "control-image": (address) => {
    new Image().src = address;
  },
  "control-script": (address) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = script.onerror = () => script.remove();
    document.head.append(script);
  },
  "control-events": (address) => {
    const events = new EventSource(address);
    events.onerror = () => events.close();
  },
  "control-socket": (address) => {
    const socket = new WebSocket(address.replace(/^http/, "ws"));
    socket.onerror = () => socket.close();
  },
};

export const controlNames = Object.keys(ways);

/** Sends once in every way to addresses below `base`. */
export function sendControls(base: string): void {
  for (const [name, send] of Object.entries(ways)) send(`${base}/${name}`);
}
