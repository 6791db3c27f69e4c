import { drain } from "../lib/server/process.ts";

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Ends servers without cutting what streams: says that no more should be sent here, gives a balancer `lagMs` to notice while everything is still served,
 * then takes no new connection and waits for the ones under way, at most until `deadlineMs` are over. True when all had ended by themselves.
 */
export async function drained(servers, { lagMs, deadlineMs }) {
  const until = performance.now() + deadlineMs;
  drain();
  await wait(Math.min(lagMs, deadlineMs));
  const closed = Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve)))).then(() => true);
  const idle = setInterval(() => {
    for (const server of servers) server.closeIdleConnections();
  }, 100);
  const whole = await Promise.race([closed, wait(Math.max(0, until - performance.now())).then(() => false)]);
  clearInterval(idle);
  for (const server of servers) server.closeAllConnections();
  return whole;
}
