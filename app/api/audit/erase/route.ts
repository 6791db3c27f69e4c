import { erasing } from "../../../../lib/server/erasing.ts";
import { serve } from "../../../../lib/server/serve.ts";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

export const POST = serve(erasing);
