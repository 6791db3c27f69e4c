"use client";
import { lazy, type ReactNode } from "react";
import { OnDemand, type Trigger } from "./on-demand.tsx";

export type WindowProps = { trigger: Trigger; title: string; description?: string; wide?: boolean; children: ReactNode };

const load = () => import("./dialog-shown.tsx");
const Shown = lazy(load);

/** A window over the page; Escape, the veil and the cross close it, focus goes back to where it came from. */
export const Window = (props: WindowProps) => <OnDemand trigger={props.trigger} kind="dialog" ahead={load} Shown={Shown} props={props} />;
