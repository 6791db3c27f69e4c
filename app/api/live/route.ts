import { live } from "../../../lib/server/facts.ts";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

export const GET = live;
