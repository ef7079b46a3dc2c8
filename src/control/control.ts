import type { Rule } from '../behaviour/behaviour.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { Worlds } from '../store/worlds.ts';

/** What the calls of the control plane work with. */
export interface ControlTools {
  readonly worlds: Worlds;
  /** How many sandboxes there can be. */
  readonly mostSandboxes: number;
  /** What `/__admin/health` says. */
  readonly health: () => JsonObject;
}

/**
 * The calls of one resource, by the operationId that `control/openapi.yaml` gives them. A call has been validated against that document; `call.world` is the
 * sandbox that the request names, or the baseline.
 */
export type ControlRules = Readonly<Record<string, Rule>>;

/** Makes the calls of one resource, once, at boot. */
export type PrepareControl = (tools: ControlTools) => ControlRules;
