import { serve } from "../../../lib/server/serve.ts";
import { usage } from "../../../lib/server/usage/report.ts";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

export const GET = serve(usage);
