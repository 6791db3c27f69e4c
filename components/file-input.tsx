"use client";
import { type RefObject, useEffect, useRef } from "react";

type Props = { ref: RefObject<HTMLInputElement | null>; add: (files: readonly File[]) => void };

/** The hidden chooser of files. What was chosen before the page had come to life is taken when it has. */
export const FileInput = ({ ref, add }: Props) => {
  const latest = useRef(add);
  latest.current = add;
  const take = (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])];
    input.value = "";
    if (files.length > 0) latest.current(files);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page comes to life
  useEffect(() => {
    if (ref.current) take(ref.current);
  }, []);
  return <input ref={ref} type="file" multiple hidden onChange={(event) => take(event.target)} />;
};
