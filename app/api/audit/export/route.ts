import { exported } from "../../../../lib/server/export.ts";
import { serve } from "../../../../lib/server/serve.ts";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

export const GET = serve(exported);
