"use client";
import { lazy } from "react";
import { OnDemand, type Trigger } from "./on-demand.tsx";

export type Choice = { id: string; label: string; hint?: string; lang?: string };
export type MenuProps = { trigger: Trigger; label: string; choices: readonly Choice[]; chosen: string; choose: (id: string) => void };

const load = () => import("./menu-shown.tsx");
const Shown = lazy(load);

/** One of several, chosen from a menu. */
export const Menu = (props: MenuProps) => <OnDemand trigger={props.trigger} kind="menu" ahead={load} Shown={Shown} props={props} />;
