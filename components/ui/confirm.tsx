"use client";
import { lazy } from "react";
import { OnDemand, type Trigger } from "./on-demand.tsx";

export type ConfirmProps = { trigger: Trigger; title: string; text: string; leave: string; take: string; onTake: () => void };

const load = () => import("./confirm-shown.tsx");
const Shown = lazy(load);

/** Asks before something that does not come back; the way out has the focus. */
export const Confirm = (props: ConfirmProps) => <OnDemand trigger={props.trigger} kind="dialog" ahead={load} Shown={Shown} props={props} />;
