import { entries } from "../../../lib/server/inspect.ts";
import { record } from "../../../lib/server/record.ts";
import { serve } from "../../../lib/server/serve.ts";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

export const GET = serve(entries);
export const POST = serve(record);
