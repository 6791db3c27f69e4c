import { FromKernel, type HelperFault, type HelpersOrder } from "../protocol/kernel.ts";
import type { Life } from "./life.ts";

/** Gives a living kernel the policy's helper modules; why some were left out. Never rejects: a kernel without them works as well, and after one that died comes another. */
export async function provideIn(life: Life, order: HelpersOrder): Promise<HelperFault[]> {
  const told = await life.call(FromKernel.Faults, (kernel) => kernel.provide(order));
  if (told.type === "done") return told.value;
  if (told.type === "died") return [];
  return order.modules.map(({ name }) => ({ name, line: null, reason: `it could not be handed over (${told.message.slice(-500)})` }));
}
