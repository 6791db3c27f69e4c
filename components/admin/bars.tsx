export type Bar = { label: string; value: number; text: string };

const height = 168;
const gap = 0.28;

/** One bar for each day, labelled for a glance; the table beside it has the numbers. Hidden from nobody: `summary` says what is seen. */
export const Bars = ({ bars, summary }: { bars: readonly Bar[]; summary: string }) => {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const step = Math.max(1, Math.ceil(bars.length / 8));
  const width = Math.max(bars.length, 7);
  return (
    <figure className="min-w-0">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={summary}
        className="h-42 w-full overflow-visible"
      >
        {[0.25, 0.5, 0.75, 1].map((at) => (
          <line
            key={at}
            x1={0}
            x2={width}
            y1={height - at * height}
            y2={height - at * height}
            stroke="var(--line)"
            vectorEffect="non-scaling-stroke"
          />
        ))}
        {bars.map(({ label, value, text }, at) => {
          const tall = (value / most) * height;
          return (
            <rect
              key={label}
              x={at + gap / 2}
              width={1 - gap}
              y={height - tall}
              height={tall}
              fill="var(--accent)"
              className="hover:opacity-75"
            >
              <title>{`${label}: ${text}`}</title>
            </rect>
          );
        })}
        <line x1={0} x2={width} y1={height} y2={height} stroke="var(--line-strong)" vectorEffect="non-scaling-stroke" />
      </svg>
      <div aria-hidden className="mt-1 grid text-xs text-faint" style={{ gridTemplateColumns: `repeat(${width}, minmax(0, 1fr))` }}>
        {bars.map(({ label }, at) => (
          <span key={label} className="text-center whitespace-nowrap">
            {at % step === 0 ? label.slice(5) : ""}
          </span>
        ))}
      </div>
    </figure>
  );
};
