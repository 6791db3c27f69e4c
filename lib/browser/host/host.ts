import { AnyVersion, type EmbedFault, embedVersions, FromHost, type HostFile, type ToHost } from "../../protocol/embed.ts";
import { embedded } from "../embedded.ts";
import type { Hosted } from "./hosted.ts";
import { pace } from "./pace.ts";
import { artifactFor } from "./results.ts";
import { addedFile, standing } from "./standing.ts";
import { Turns } from "./turns.ts";

const burst = 40;
const perSecond = 10;
const settleMs = 60;

type Done = Extract<ToHost, { type: "done" }>["value"];
type Answer = { ok: true; value: Done } | { ok: false; code: EmbedFault; message: string };

const no = (code: EmbedFault, message: string): Answer => ({ ok: false, code, message });
const done = (value: Done = null): Answer => ({ ok: true, value });

/**
 * Lets the page around the widget talk to it: that one page, of the origin that the address names and the policy allows. Whatever else arrives is not
 * heard. `signal` ends it.
 */
export function openHost(desk: Hosted, signal: AbortSignal): void {
  const host = embedded()?.host ?? null;
  if (host === null || parent === window) return;
  if (host !== location.origin && !desk.rules.policy.embedOrigins.includes(host)) return;
  const talk = new Talk(desk, (message) => parent.postMessage(message, host));
  const hear = (event: MessageEvent<unknown>) => {
    if (event.source === parent && event.origin === host) talk.hear(event.data);
  };
  addEventListener("message", hear, { signal });
}

/** One host, from its first hello. */
class Talk {
  private greeted = false;
  private readonly passes = pace(burst, perSecond, () => performance.now());
  /** A flood is answered by no flood. */
  private readonly complains = pace(burst * 10, perSecond, () => performance.now());
  private readonly turns: Turns;
  private last = "";
  private soon: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly desk: Hosted,
    private readonly say: (message: ToHost) => void,
  ) {
    this.turns = new Turns(desk, (message) => this.greeted && say(message));
    desk.state.subscribe(() => this.look());
  }

  hear(data: unknown): void {
    const any = AnyVersion.safeParse(data).data;
    if (!any) return;
    if (this.passes()) void this.judged(any.sandpiper, data).then((answer) => this.answer(any.id, answer));
    else if (this.complains()) this.answer(any.id, no("too-many-messages", `At most ${burst} messages at once and ${perSecond} a second are heard.`));
  }

  private async judged(version: number, data: unknown): Promise<Answer> {
    if (!embedVersions.some((mine) => mine === version))
      return no("unsupported-version", `This widget speaks version ${embedVersions.join(", ")}, not ${version}.`);
    const call = FromHost.safeParse(data);
    if (call.success) return this.act(call.data);
    const wrong = call.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    return no("malformed", wrong.join("; ").slice(0, 500));
  }

  private async act(call: FromHost): Promise<Answer> {
    if (call.type === "hello") return this.greet();
    if (!this.greeted) return no("not-ready", "Say hello first.");
    switch (call.type) {
      case "add-files":
        return this.add(call.files);
      case "ask":
        return this.ask(call.question);
      case "stop":
        this.desk.stop();
        return done();
      case "theme":
        wear(call.theme);
        return done();
      case "artifact":
        return this.artifact(call.artifact);
      default:
        return call satisfies never;
    }
  }

  private greet(): Answer {
    const { policy, granted, refused } = this.desk.rules;
    this.greeted = true;
    this.last = "";
    this.look();
    const rules = { version: policy.version, granted: [...granted], refused: [...refused] };
    return done({ versions: [...embedVersions], results: policy.embedResults, policy: rules });
  }

  private async add(files: readonly HostFile[]): Promise<Answer> {
    const given = files.map((one) => (one instanceof File ? one : new File([one.data], one.name)));
    await this.desk.add(given);
    return done(given.map((file) => addedFile(file, this.desk.state.get())));
  }

  private async ask(question: string): Promise<Answer> {
    const { phase, files } = standing(this.desk.state.get());
    if (phase === "running" || phase === "asking") return no("busy", "A question is being answered; stop it first, or wait for turn-ended.");
    if (files.open + files.reading === 0) return no("no-files", "There is no file to ask about.");
    const before = this.turns.keys();
    await this.desk.ask(question);
    const facts = await this.turns.ended(before);
    return facts ? done(facts) : no("not-taken", "The question was not taken; the person is told why.");
  }

  private async artifact(id: string): Promise<Answer> {
    const { embedResults } = this.desk.rules.policy;
    if (embedResults === "none") return no("not-allowed", "The policy keeps results from the page around the widget (embedResults).");
    const artifact = this.turns.artifact(id);
    if (!artifact) return no("unknown-artifact", "No turn since this page was opened made it.");
    const handed = await artifactFor(this.desk, artifact);
    return handed.ok ? done(handed.artifact) : no("not-recorded", handed.reason);
  }

  /** A fault of a message without an id goes to nobody in particular. */
  private answer(re: string | undefined, answer: Answer): void {
    const versions = [...embedVersions];
    if (!answer.ok && re === undefined) this.say({ sandpiper: 1, type: "error", code: answer.code, message: answer.message, versions });
    else if (!answer.ok) this.say({ sandpiper: 1, type: "failed", re: re ?? "", code: answer.code, message: answer.message, versions });
    else this.say({ sandpiper: 1, type: "done", re: re ?? "", value: answer.value });
  }

  private look(): void {
    this.turns.look();
    this.soon ??= setTimeout(() => this.tellState(), settleMs);
  }

  /** At most once in a moment: what comes and goes within it is not told. */
  private tellState(): void {
    this.soon = undefined;
    const state = standing(this.desk.state.get());
    const text = JSON.stringify(state);
    if (!this.greeted || text === this.last) return;
    this.last = text;
    this.say({ sandpiper: 1, type: "state", state });
  }
}

/** The host's choice holds for this page only. */
function wear(theme: "system" | "light" | "dark"): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
