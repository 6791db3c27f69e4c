import { cookies } from "next/headers";
import { Analyst } from "../components/analyst.tsx";
import { themeOf } from "../components/theme-name.ts";

/** Rendered for each request: the scripts carry that request's nonce. */
export default async function Page() {
  return <Analyst theme={themeOf((await cookies()).get("theme")?.value)} />;
}
