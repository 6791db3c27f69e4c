import { useCallback, useEffect, useState } from "react";
import type { Answer, Refusal } from "../../lib/browser/admin/door.ts";

export type Asked<T> = { type: "asking" } | { type: "told"; value: T } | { type: "refused"; refusal: Refusal };

export type Question<T> = (signal: AbortSignal) => Promise<Answer<T>>;

/** Asks when `question` is another one, and again on demand; an answer that comes too late is dropped. */
export function useAsk<T>(question: Question<T>): [Asked<T>, () => void] {
  const [asked, setAsked] = useState<{ question: Question<T> | null; time: number; asked: Asked<T> }>({
    question: null,
    time: 0,
    asked: { type: "asking" },
  });
  const [time, setTime] = useState(0);
  useEffect(() => {
    const gone = new AbortController();
    question(gone.signal).then(
      (answer) =>
        !gone.signal.aborted &&
        setAsked({
          question,
          time,
          asked: answer.ok ? { type: "told", value: answer.value } : { type: "refused", refusal: answer.refusal },
        }),
      () => undefined,
    );
    return () => gone.abort();
  }, [question, time]);
  const again = useCallback(() => setTime((before) => before + 1), []);
  return [asked.question === question && asked.time === time ? asked.asked : { type: "asking" }, again];
}
