import type { Call, Rule } from '../../behaviour/rule/behaviour.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { ControlEvent } from '../traffic/traffic-recorder.ts';
import type { ControlCallId, WireBody, WireParameters, WireResult } from '../wire/wire-types.ts';
import type { ControlCallDeps } from './control.ts';
import type { ControlStateName } from './control-state.ts';

/** A valid request of one call. `world` is the sandbox that it names, or the baseline. */
export type ControlCall<Id extends ControlCallId> = Omit<Call, 'path' | 'query' | 'body'> & {
  readonly path: WireParameters<Id, 'path'>;
  readonly query: WireParameters<Id, 'query'>;
  readonly body: WireBody<Id>;
};

/** The outcome of one call. The body of a success is the one that the document declares. */
export type ControlOutcome<Id extends ControlCallId> =
  | ControlRejection
  | ({ readonly kind: 'success'; readonly status?: number } & WireResult<Id>);

/** The outcome of a call that does not succeed. */
export type ControlRejection = Exclude<Outcome, { readonly kind: 'success' }>;

/** One call of the control plane: what it does, and the event that tells of it. */
export interface ControlCallDefinition<Id extends ControlCallId> {
  /** The part of the state that it reads or changes. CONTROL_STATE says how replicas share it. */
  readonly state: ControlStateName;
  /** What a success changes. An event of that type is published. */
  readonly changes?: Exclude<ControlEvent['type'], 'exchange' | 'replica'>;
  /** Returns the data of that event. By default it is the operationId. */
  toEventData?(outcome: { readonly kind: 'success' } & WireResult<Id>): JsonObject;
  handle(call: ControlCall<Id>, deps: ControlCallDeps): ControlOutcome<Id> | Promise<ControlOutcome<Id>>;
}

/** Every call by operationId. Parameters, body and result of each are typed by `control/openapi.yaml`. */
export type ControlCalls = { readonly [Id in ControlCallId]: ControlCallDefinition<Id> };

/**
 * Returns the rules of calls by operationId. The pipeline passes a rule only requests of its operation that the
 * document allows, so that a call receives what its type says.
 */
export function toControlRules(calls: ControlCalls, deps: ControlCallDeps): ReadonlyMap<string, Rule> {
  const untyped: Readonly<Record<string, UntypedDefinition>> = calls;
  return new Map(Object.entries(untyped).map(([id, definition]) => [id, toRule(id, definition, deps)]));
}

/** A definition whose operation is not known. */
interface UntypedDefinition extends Pick<ControlCallDefinition<ControlCallId>, 'changes'> {
  toEventData?(outcome: Success): JsonObject;
  handle(call: Call, deps: ControlCallDeps): Outcome | Promise<Outcome>;
}

interface Success {
  readonly kind: 'success';
  readonly body?: JsonValue;
}

function toRule(id: string, definition: UntypedDefinition, deps: ControlCallDeps): Rule {
  const { changes: type } = definition;
  if (type === undefined) return (call) => definition.handle(call, deps);
  return async (call) => {
    const outcome = await definition.handle(call, deps);
    if (outcome.kind === 'success') {
      const data = definition.toEventData?.(outcome) ?? { operation_id: id };
      deps.recorder.publish({ type, world: call.world.name, data });
    }
    return outcome;
  };
}
