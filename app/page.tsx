import { cookies } from "next/headers";
import { AnalystScreen } from "../components/analyst-screen.tsx";
import { themeOf } from "../components/theme-name.ts";
import { samples } from "./samples.ts";

/** Rendered for each request: the scripts carry that request's nonce. */
export default async function Page() {
  const theme = themeOf((await cookies()).get("theme")?.value);
  return <AnalystScreen theme={theme} samples={await samples()} />;
}
