import { policy, savePolicy } from "../../../lib/server/policy/route.ts";
import { serve } from "../../../lib/server/serve.ts";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

export const GET = serve(policy);
export const POST = serve(savePolicy);
