import { complete } from "../../../lib/server/complete.ts";
import { serve } from "../../../lib/server/serve.ts";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

export const POST = serve(complete);
