import { type ClassValue, clsx } from "clsx";
import { twMerge } from "tailwind-merge";

/** Class names put together; where two contradict each other, the later one holds. */
export const cn = (...classes: ClassValue[]) => twMerge(clsx(classes));
