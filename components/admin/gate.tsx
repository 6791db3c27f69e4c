import { Eye, EyeOff, KeyRound, LoaderCircle, Lock } from "lucide-react";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { Refusal } from "../../lib/browser/admin/door.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "./field.tsx";
import type { Access } from "./use-access.ts";
import { words } from "./words.ts";

const { gate } = words;

type Props = { access: Exclude<Access, { type: "inside" }>; enter: (token: string) => Promise<void>; again: () => void };

/** Before the door: who is not known says the token, or reads what to do. */
export const Gate = ({ access, enter, again }: Props) => (
  <main className="mx-auto flex min-h-[calc(100dvh-8rem)] w-full max-w-lg flex-col justify-center px-5 py-12">
    {access.type === "knocking" ? (
      <p role="status" className="flex animate-[rise_.4s_ease-out_.3s_both] items-center gap-2 text-sm text-soft">
        <LoaderCircle aria-hidden className="size-4 animate-spin" />
        {gate.knocking}
      </p>
    ) : (
      <Outside refusal={access.refusal} tried={access.tried} enter={enter} again={again} />
    )}
  </main>
);

type OutsideProps = { refusal: Refusal; tried: boolean } & Pick<Props, "enter" | "again">;

const Outside = ({ refusal, tried, enter, again }: OutsideProps) => {
  switch (refusal.type) {
    case "wrong":
      return <TokenForm wrong={tried} enter={enter} />;
    case "locked":
      return (
        <Stop title={gate.locked} again={again}>
          <p>{gate.lockedHint(Math.ceil((refusal.retryAfterMs ?? 60_000) / 60_000))}</p>
        </Stop>
      );
    case "off":
      return (
        <Stop title={gate.off} again={again}>
          <p>{refusal.message}</p>
          <p className="mt-3">{gate.offHint}</p>
          <ul className="mt-2 list-disc space-y-1 ps-5">
            <li>
              <code className="font-mono text-[0.8125rem]">ADMIN_TOKEN</code>: {gate.offToken}
            </li>
            <li>
              <code className="font-mono text-[0.8125rem] break-words">
                SANDPIPER_ADMIN_HEADER, SANDPIPER_ADMINS, SANDPIPER_TRUSTED_PROXY
              </code>
              : {gate.offProxy}
            </li>
          </ul>
          <p className="mt-3">{gate.offMore}</p>
        </Stop>
      );
    case "unreachable":
      return (
        <Stop title={gate.unreachable} again={again}>
          <p>{gate.unreachableHint}</p>
        </Stop>
      );
    case "unavailable":
    case "conflict":
    case "invalid":
      return (
        <Stop title={gate.unavailable} again={again}>
          <p>{refusal.message}</p>
        </Stop>
      );
    default:
      return refusal.type satisfies never;
  }
};

const Stop = ({ title, again, children }: { title: string; again: () => void; children: ReactNode }) => (
  <div role="alert">
    <Lock aria-hidden className="size-7 text-sand" strokeWidth={1.5} />
    <h1 className="mt-3 text-2xl font-semibold tracking-[-0.02em]">{title}</h1>
    <div className="mt-2 text-soft">{children}</div>
    <Button className="mt-5" onClick={again}>
      {words.again}
    </Button>
  </div>
);

const TokenForm = ({ wrong, enter }: { wrong: boolean; enter: Props["enter"] }) => {
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const token = field.current?.value.trim() ?? "";
    if (token === "" || busy) return;
    setBusy(true);
    await enter(token);
    setBusy(false);
    if (field.current) field.current.value = "";
    field.current?.focus();
  };
  return (
    <form onSubmit={submit}>
      <KeyRound aria-hidden className="size-7 text-accent" strokeWidth={1.5} />
      <h1 className="mt-3 text-2xl font-semibold tracking-[-0.02em]">{gate.title}</h1>
      <p className="mt-2 text-soft">{gate.lede}</p>
      <div className="mt-6">
        <Field label={gate.token} hint={gate.tokenHint} id="token">
          <div className="flex gap-2">
            <input
              ref={field}
              id="token"
              aria-describedby={wrong ? "token-wrong token-hint" : "token-hint"}
              aria-invalid={wrong}
              type={shown ? "text" : "password"}
              autoComplete="off"
              spellCheck={false}
              className="field min-w-0 flex-1 font-mono"
            />
            <Button size="icon" aria-label={shown ? gate.hide : gate.show} onClick={() => setShown(!shown)}>
              {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
            </Button>
          </div>
        </Field>
      </div>
      {wrong && (
        <p id="token-wrong" role="alert" className="mt-3 rounded-lg border border-bad-line bg-bad-wash px-3.5 py-2.5 text-sm text-bad">
          {gate.wrong} {gate.wrongHint}
        </p>
      )}
      <Button type="submit" tone="solid" className="mt-5" disabled={busy}>
        {busy && <LoaderCircle aria-hidden className="animate-spin" />}
        {gate.enter}
      </Button>
    </form>
  );
};
