import { cookies } from "next/headers";
import { AnalystScreen } from "../components/analyst-screen.tsx";
import { themeOf } from "../components/theme-name.ts";
import { samples } from "./samples.ts";

/** Rendered for each request: the scripts carry that request's nonce. */
export default async function Page() {
  const jar = await cookies();
  const returning = jar.get("returning")?.value === "1";
  return (
    <>
      <script async src="/early.js" />
      <AnalystScreen
        theme={themeOf(jar.get("theme")?.value)}
        returning={returning}
        newcomer={!returning && jar.get("tour")?.value !== "1"}
        keys={jar.get("keys")?.value !== "0"}
        samples={await samples()}
      />
    </>
  );
}
