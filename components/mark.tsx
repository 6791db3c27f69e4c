/** A sandpiper, drawn in one stroke. */
export const Mark = ({ className }: { className?: string }) => (
  <svg
    viewBox="0 0 32 32"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.9"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden
    className={className}
  >
    <path d="M1.8 13.2 10.3 10c.5-2.9 2.5-4.6 4.9-4.6 2.6 0 4.3 1.9 4.5 4.4.2 2.2 1.5 3.3 3.8 4.3l6.7 3.2-6.5 1.1c-1.6 2.7-4.4 4.3-7.8 4.3-4.6 0-7.6-2.9-7.5-6.8 0-1.9.8-3.600 1.900-5.900" />
    <path d="M14.300 22.600v5.400m0 0h-2.600m7-6.200 1 6.200m0 0h-2.600" />
    <circle cx="14.300" cy="9.200" r=".7" fill="currentColor" stroke="none" />
  </svg>
);
