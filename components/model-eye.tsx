"use client";
import { Eye, EyeOff } from "lucide-react";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import { Tip } from "./ui/tip.tsx";
import { useMapping } from "./use-mapping.ts";

/** Turns between the values and the tokens that the model saw in their place. Only there when something is masked. */
const ModelEye = () => {
  const { any, asModel, setAsModel } = useMapping();
  if (!any) return null;
  const Icon = asModel ? Eye : EyeOff;
  return (
    <Tip text={asModel ? strings.masking.asPerson : strings.masking.asModel}>
      <Button
        tone="quiet"
        size="icon"
        aria-label={strings.masking.asModel}
        aria-pressed={asModel}
        className={asModel ? "bg-wash text-accent" : undefined}
        onClick={() => setAsModel(!asModel)}
      >
        <Icon aria-hidden />
      </Button>
    </Tip>
  );
};
export default ModelEye;
