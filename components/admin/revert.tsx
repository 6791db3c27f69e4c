import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { wordsOf } from "./words.ts";

const say = wordsOf("policy");

/** Takes the saved version back, after asking. */
export const Revert = ({ take }: { take: () => void }) => (
  <Confirm
    trigger={<Button tone="quiet">{say.revert}</Button>}
    title={say.revertAsk}
    text={say.revertText}
    leave={say.cancel}
    take={say.revertDo}
    onTake={take}
  />
);
