import { overview } from "../../../lib/server/overview.ts";
import { serve } from "../../../lib/server/serve.ts";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

export const GET = serve(overview);
