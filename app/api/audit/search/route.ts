import { searching } from "../../../../lib/server/search.ts";
import { serve } from "../../../../lib/server/serve.ts";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

export const GET = serve(searching);
