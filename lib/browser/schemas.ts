/**
 * The schemas of what comes through the core's doors. Making them takes as long as all the rest of the core does when it is loaded: who loads both at once
 * has the page do it in two tasks instead of one.
 */
import "../protocol/artifact.ts";
import "../protocol/audit.ts";
import "../protocol/event.ts";
import "../protocol/in-force.ts";
import "../protocol/kernel.ts";
import "../protocol/observation.ts";
import "../protocol/profile.ts";
