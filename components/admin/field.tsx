import type { ReactNode } from "react";

type Props = { label: string; id: string; hint?: string; children: ReactNode };

/** A control with its name above and, where there is one, a word of help below. */
export const Field = ({ label, id, hint, children }: Props) => (
  <div className="min-w-0">
    <label htmlFor={id} className="mb-1 block text-[0.8125rem] font-medium">
      {label}
    </label>
    {children}
    {hint !== undefined && (
      <p id={`${id}-hint`} className="mt-1 text-xs text-faint">
        {hint}
      </p>
    )}
  </div>
);
