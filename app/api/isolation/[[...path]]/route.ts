import { isolation } from "../../../../lib/server/isolation.ts";
import { serve } from "../../../../lib/server/serve.ts";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

const every = serve(isolation);
export const GET = every;
export const HEAD = every;
export const POST = every;
export const PUT = every;
export const PATCH = every;
export const DELETE = every;
export const OPTIONS = every;
