import { ready } from "../../../lib/server/facts.ts";
import { serve } from "../../../lib/server/serve.ts";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

export const GET = serve(ready);
