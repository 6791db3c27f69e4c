import { type APIRequestContext, expect, type Frame, type Page, test } from "@playwright/test";
import { type Site, startSite } from "../support/parents.ts";

test.describe.configure({ timeout: 300_000 });

const admin = { authorization: "Bearer only-for-the-end-to-end-tests" };
let right: Site | null = null;
let other: Site | null = null;

test.beforeAll(async () => {
  right = await startSite();
  other = await startSite();
});
test.afterAll(() => {
  right?.close();
  other?.close();
});

const host = "intranet.localhost";
const at = (name: string, site: Site | null) => `http://${name}:${site?.port}`;
const parent = (origin: string, src: string, way = "plain") => `${origin}/?way=${way}&src=${encodeURIComponent(src)}`;

/** Pages above the app, each wrong in one way. */
const wrong: Record<string, (app: string) => string> = {
  "another port of the right name": (app) => parent(at(host, other), app),
  "the machine's other name": (app) => parent(at("localhost", right), app),
  "the machine's address": (app) => parent(at("127.0.0.1", right), app),
  "a name below the right one": (app) => parent(at(`apps.${host}`, right), app),
  "a name that ends like the right one": (app) => parent(at(`evil${host}`, right), app),
  "a name that begins like the right one": (app) => parent(at(`${host}.evil.localhost`, right), app),
  "a page of the right name in a sandbox": (app) => parent(at(host, right), app, "opaque"),
  "a sandboxed frame in the right page": (app) => parent(at(host, right), app, "sandboxed"),
  "a data: document in the right page": (app) => parent(at(host, right), app, "data"),
  "a wrong page above the right one": (app) => parent(at("evil.localhost", other), parent(at(host, right), app)),
  "a wrong page between the right one and the app": (app) => parent(at(host, right), parent(at("evil.localhost", other), app)),
  "the right name spelt with a dot at its end": (app) => parent(at(`${host}.`, right), app),
};

/** The frame of the sandbox alone holds nothing; it is tried under the wrong ones like the rest. */
const targets = ["/embed", "/sandbox/viewer.html", "/sandbox/frame.html"];
const shown = targets.slice(0, 2);
/** For no frame at all, whoever the policy names. */
const alone = ["/", "/admin"];

const refused = (frame: Frame) => frame.url().startsWith("chrome-error:");

/** The deepest frame once it is decided: Chromium puts an error page in the place of what it refuses. */
async function deepest(page: Page, url: string, app: string | undefined): Promise<Frame> {
  await page.goto(url, { waitUntil: "load" });
  const arrived = (frame: Frame) => frame !== page.mainFrame() && frame.url().startsWith(`${app}/`);
  const last = (frame: Frame): Frame => {
    const child = frame.childFrames().at(-1);
    return child === undefined || arrived(frame) ? frame : last(child);
  };
  await expect.poll(() => refused(last(page.mainFrame())) || arrived(last(page.mainFrame())), { timeout: 10_000 }).toBe(true);
  return last(page.mainFrame());
}

async function save(request: APIRequestContext, baseURL: string | undefined, policy: object | null) {
  const response = await request.post("/api/policy", { headers: { ...admin, origin: baseURL ?? "" }, data: { policy } });
  expect(response.ok(), await response.text()).toBe(true);
  // The pages' own look at the database comes a second later at most.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
}

test("only the origins that the policy names may stand above the widget and its frames, and as long as it names them", async ({ page, request, baseURL }) => {
  const rightOne = (path: string) => parent(at(host, right), `${baseURL}${path}`);
  for (const path of targets) expect(refused(await deepest(page, rightOne(path), baseURL)), `${path} before`).toBe(true);
  await save(request, baseURL, { version: "embedding", embedOrigins: [at(host, right)] });
  try {
    let count = 0;
    for (const [name, above] of Object.entries(wrong))
      for (const path of targets) {
        expect(refused(await deepest(page, above(`${baseURL}${path}`), baseURL)), `${path} under ${name}`).toBe(true);
        count += 1;
      }
    for (const path of shown) {
      const frame = await deepest(page, rightOne(path), baseURL);
      expect(frame.url(), path).toBe(`${baseURL}${path}`);
    }
    for (const path of alone) expect(refused(await deepest(page, rightOne(path), baseURL)), `${path} is for no frame`).toBe(true);
    console.log(`wrong parents: ${Object.keys(wrong).length} kinds, ${count} of ${count} refused; the right one shown ${shown.length} of ${shown.length}`);
  } finally {
    await save(request, baseURL, null);
  }
  for (const path of targets) expect(refused(await deepest(page, rightOne(path), baseURL)), `${path} after`).toBe(true);
});

test("embedded by the right parent the widget starts and reads a file in its sandbox", async ({ page, request, baseURL }) => {
  await save(request, baseURL, { version: "embedding", embedOrigins: [at(host, right)] });
  try {
    const frame = await deepest(page, parent(at(host, right), `${baseURL}/embed`), baseURL);
    await frame.waitForFunction(() => "sandpiperDoor" in globalThis, undefined, { timeout: 60_000 });
    await frame.locator("input[type=file]").first().setInputFiles({ name: "t.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n3,4\n") });
    await expect(frame.getByText(/2 rows/).first()).toBeVisible({ timeout: 120_000 });
  } finally {
    await save(request, baseURL, null);
  }
});
