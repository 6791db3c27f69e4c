/**
 * Sandpiper in another page: one call, `Sandpiper.mount(element, options)`, or an element, `<sandpiper-analyst>`. No dependency, no build; types are in
 * embed.d.ts beside it, the messages behind it in lib/protocol/embed.ts, how to use it in docs/embedding.md.
 */
(() => {
  const version = 1;
  const hellosMs = 250;
  const patienceMs = 60_000;
  const home = document.currentScript instanceof HTMLScriptElement ? new URL(document.currentScript.src, location.href).origin : location.origin;

  /** What went wrong, with a word that a program can tell it by. */
  class SandpiperError extends Error {
    constructor(code, message, versions = []) {
      super(message);
      this.name = "SandpiperError";
      this.code = code;
      this.versions = versions;
    }
  }

  const addressOf = ({ src = home, theme, locale, policy }) => {
    const url = new URL("/embed", src);
    url.searchParams.set("host", location.origin);
    if (theme) url.searchParams.set("theme", theme);
    if (locale) url.searchParams.set("locale", locale);
    if (policy) url.searchParams.set("policy", JSON.stringify(policy));
    return url;
  };

  const frameAt = (address, title) => {
    const frame = document.createElement("iframe");
    frame.title = title;
    frame.allow = "clipboard-write; fullscreen";
    frame.referrerPolicy = "no-referrer";
    frame.style.cssText = "display:block;width:100%;height:100%;border:0;color-scheme:auto";
    frame.src = address.href;
    return frame;
  };

  /** Bytes go over without a copy when they are an ArrayBuffer; they are gone from this page then. */
  const carried = (files) => files.flatMap((file) => (file instanceof File ? [] : [file.data]));

  class Widget {
    #options;
    #frame;
    #origin;
    #listeners = new Map();
    #waiting = new Map();
    #count = 0;
    #hellos = 0;
    /** The frame is being loaded anew: who listens in it until then is the page that goes. */
    #leaving = false;
    #hear = (event) => {
      if (event.source === this.#frame.contentWindow && event.origin === this.#origin) this.#take(event.data);
    };

    constructor(element, options) {
      this.#options = { title: "Sandpiper", ...options };
      const address = addressOf(this.#options);
      this.#origin = address.origin;
      this.#frame = frameAt(address, this.#options.title);
      this.#frame.addEventListener("load", () => {
        this.#leaving = false;
      });
      addEventListener("message", this.#hear);
      element.append(this.#frame);
      this.ready = this.#begin();
    }

    get frame() {
      return this.#frame;
    }

    on(type, listener) {
      const all = this.#listeners.get(type) ?? new Set();
      this.#listeners.set(type, all.add(listener));
      return () => all.delete(listener);
    }

    addFiles(files) {
      return this.#after("add-files", { files }, carried(files));
    }

    ask(question) {
      return this.#after("ask", { question });
    }

    stop() {
      return this.#after("stop");
    }

    artifact(id) {
      return this.#after("artifact", { artifact: id });
    }

    setTheme(theme) {
      this.#options.theme = theme;
      return this.#after("theme", { theme });
    }

    /** The widget starts anew, in a session of its own under the stricter rules. */
    tighten(policy) {
      return this.#restart({ policy });
    }

    /** The widget is loaded again in the other language; its session stays. */
    setLocale(locale) {
      return this.#restart({ locale });
    }

    destroy() {
      clearInterval(this.#hellos);
      removeEventListener("message", this.#hear);
      this.#fail(new SandpiperError("gone", "The widget was taken out of the page."));
      this.#frame.remove();
    }

    #restart(options) {
      this.#options = { ...this.#options, ...options };
      this.#fail(new SandpiperError("gone", "The widget was started anew."));
      this.#leaving = true;
      this.#frame.src = addressOf(this.#options).href;
      this.ready = this.#begin();
      return this.ready;
    }

    /** Says hello until it is answered: nobody listens before the widget stands. */
    #begin() {
      clearInterval(this.#hellos);
      const begun = Date.now();
      const ready = this.#call("hello", {}, [], `hello-${(this.#count += 1)}`);
      const id = `hello-${this.#count}`;
      this.#hellos = setInterval(() => {
        if (!this.#waiting.has(id)) return clearInterval(this.#hellos);
        if (Date.now() - begun > patienceMs) {
          const why = `The widget at ${this.#origin} did not answer ${location.origin}. Does the policy there name this origin (embedOrigins), and does the server run?`;
          return this.#settle(id, { error: new SandpiperError("no-answer", why) });
        }
        if (!this.#leaving) this.#post({ sandpiper: version, id, type: "hello" });
      }, hellosMs);
      ready.catch((error) => this.#tell("error", { code: error.code, message: error.message, versions: error.versions }));
      return ready;
    }

    async #after(type, fields, transfer) {
      await this.ready;
      return this.#call(type, fields, transfer);
    }

    #call(type, fields = {}, transfer = [], id = `${type}-${(this.#count += 1)}`) {
      return new Promise((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject });
        try {
          if (type !== "hello") this.#post({ sandpiper: version, id, type, ...fields }, transfer);
        } catch (error) {
          this.#settle(id, { error });
        }
      });
    }

    #post(message, transfer = []) {
      this.#frame.contentWindow?.postMessage(message, this.#origin, transfer);
    }

    #settle(id, { value, error }) {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) waiting?.reject(error);
      else waiting?.resolve(value);
    }

    #take(message) {
      if (typeof message !== "object" || message === null || message.sandpiper !== version) return;
      const { type, re, value, code, message: text, versions } = message;
      if (type === "done") {
        if (re.startsWith("hello-") && this.#waiting.has(re)) this.#tell("ready", value);
        this.#settle(re, { value });
      } else if (type === "failed") this.#settle(re, { error: new SandpiperError(code, text, versions) });
      else if (type === "state") this.#tell("state", message.state);
      else if (type === "turn-started") this.#tell("turn-started", { turn: message.turn });
      else if (type === "artifact-made") this.#tell("artifact-made", { turn: message.turn, kind: message.kind });
      else if (type === "turn-ended") this.#tell("turn-ended", message.turn);
      else if (type === "error") this.#tell("error", { code, message: text, versions });
    }

    #tell(type, detail) {
      for (const listener of [...(this.#listeners.get(type) ?? [])]) listener(detail);
    }

    #fail(error) {
      for (const id of [...this.#waiting.keys()]) this.#settle(id, { error });
    }
  }

  const mount = (element, options = {}) => {
    const widget = new Widget(element, options);
    if (options.files?.length) void widget.addFiles(options.files).catch(() => {});
    return widget;
  };

  const events = ["ready", "state", "turn-started", "artifact-made", "turn-ended", "error"];
  const parsed = (text) => {
    try {
      return text === null ? undefined : JSON.parse(text);
    } catch {
      return text;
    }
  };

  /** `<sandpiper-analyst src theme locale policy>`; its events are CustomEvents named `sandpiper-...`. */
  class SandpiperAnalyst extends HTMLElement {
    static observedAttributes = ["theme"];
    widget = null;

    connectedCallback() {
      if (this.style.display === "") this.style.display = "block";
      const attribute = (name) => this.getAttribute(name) ?? undefined;
      const options = { src: attribute("src"), theme: attribute("theme"), locale: attribute("locale"), title: attribute("title"), policy: parsed(this.getAttribute("policy")) };
      this.widget = mount(this, Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)));
      this.widget.ready.catch(() => {});
      for (const type of events) this.widget.on(type, (detail) => this.dispatchEvent(new CustomEvent(`sandpiper-${type}`, { detail, bubbles: true })));
    }

    disconnectedCallback() {
      this.widget?.destroy();
      this.widget = null;
    }

    attributeChangedCallback(_name, before, after) {
      if (before !== null && before !== after) void this.widget?.setTheme(after ?? "system").catch(() => {});
    }
  }

  if (!customElements.get("sandpiper-analyst")) customElements.define("sandpiper-analyst", SandpiperAnalyst);
  globalThis.Sandpiper = Object.freeze({ version, mount, SandpiperError });
})();
