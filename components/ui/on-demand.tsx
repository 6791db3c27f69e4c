"use client";
import { type ComponentType, cloneElement, type KeyboardEvent, type MouseEvent, type ReactElement, Suspense, useState } from "react";

type Handled = {
  onClick?: (event: MouseEvent) => void;
  onFocus?: () => void;
  onPointerEnter?: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  "aria-haspopup"?: "menu" | "dialog";
  "aria-expanded"?: boolean;
};
/** What opens an overlay: one element, such as a button. */
export type Trigger = ReactElement<Handled>;
/** How it was opened: with the keyboard, the first thing in it gets the focus. */
export type Opened = "keyboard" | "pointer";
type Props<Own> = {
  trigger: Trigger;
  kind: "menu" | "dialog";
  ahead: () => void;
  Shown: ComponentType<Own & { opened: Opened }>;
  props: Own;
};

/**
 * The trigger of an overlay whose code is fetched when somebody comes near, and shown once it is there. The first screen has several, and
 * few people open any; what they weigh is not weighed on everybody.
 */
export function OnDemand<Own extends object>({ trigger, kind, ahead, Shown, props }: Props<Own>) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const plain = cloneElement(trigger, {
    "aria-haspopup": kind,
    "aria-expanded": false,
    onFocus: ahead,
    onPointerEnter: ahead,
    onClick: (event) => {
      trigger.props.onClick?.(event);
      if (!event.defaultPrevented) setOpened(event.detail === 0 ? "keyboard" : "pointer");
    },
    onKeyDown: (event) => {
      if (kind !== "menu" || event.key !== "ArrowDown") return;
      event.preventDefault();
      setOpened("keyboard");
    },
  });
  if (opened === null) return plain;
  return (
    <Suspense fallback={plain}>
      <Shown {...props} opened={opened} />
    </Suspense>
  );
}
