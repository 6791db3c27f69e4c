import { EmbedScreen } from "../../components/embed-screen.tsx";

/** The analyst inside another page: the only page of the app that others may frame (proxy.ts), for those origins that the policy names. */
export default function Page() {
  return (
    <>
      <script async src="/early.js" />
      <EmbedScreen />
    </>
  );
}
