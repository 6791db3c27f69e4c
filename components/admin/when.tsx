/** A time of the server's clock, in UTC, to the second. */
export const When = ({ at }: { at: string }) => (
  <time dateTime={at} title={at} className="whitespace-nowrap">
    {at.replace("T", " ").replace(/(\.\d+)?Z$/, "")}
  </time>
);
