import { ground } from "../scripts/build-ground.mjs";

/** The first cell of a notebook: the kernel's own Python, packed, and what puts it to use in Jupyter. */
export const prelude = (): Promise<string> => ground();
