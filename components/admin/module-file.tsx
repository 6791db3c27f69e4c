import { FileCode2 } from "lucide-react";
import { useRef } from "react";
import { Button } from "../ui/button.tsx";
import { withHelper } from "./policy-value.ts";
import { wordsOf } from "./words.ts";

const say = wordsOf("policy");

type Props = { text: string; setText: (text: string) => void; disabled: boolean };

/** Puts a Python file into the draft as a helper module of its name, in the place of one that has it. */
export const ModuleFile = ({ text, setText, disabled }: Props) => {
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File | undefined) => {
    const next = file === undefined ? null : withHelper(text, { name: file.name.replace(/\.py$/i, ""), code: await file.text() });
    if (next !== null) setText(next);
  };
  return (
    <>
      <Button disabled={disabled} onClick={() => input.current?.click()}>
        <FileCode2 aria-hidden />
        {say.addHelper}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".py"
        hidden
        aria-label={say.addHelper}
        onChange={({ target }) => {
          void take(target.files?.[0]);
          target.value = "";
        }}
      />
    </>
  );
};
