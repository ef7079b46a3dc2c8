import type { JsonObject, JsonValue } from '../../../kernel/json/json.ts';
import type { Outcome } from '../../../kernel/outcome.ts';
import type { FieldViolation } from '../../../kernel/problem.ts';
import type { StoredRecord } from '../../../store/port/store.ts';
import { findTrigger, parametersOf, toGraph, type Node } from '../graph/graph.ts';

/** The mode and start data of a new execution. */
export interface StartPlan {
  readonly mode: string;
  readonly startData: JsonObject;
}

/** Who starts a workflow, and where the body holds what it begins with. */
export interface StartContext {
  /** The caller's email address, with which a manual start without data begins. */
  readonly email: string;
  /** What precedes a field's name in an error, such as `data.`. */
  readonly at?: string;
}

/** Returns how a workflow starts with these data, or the outcome that rejects the start. */
export function planStart(
  workflow: StoredRecord,
  payload: JsonObject,
  { email, at = '' }: StartContext,
): StartPlan | Outcome {
  const name = String(workflow['name']);
  if (workflow['status'] !== 'active')
    return {
      kind: 'conflict',
      message: `The workflow "${name}" is ${String(workflow['status'])}. Set its status to active to start it.`,
    };
  if (workflow['is_enabled'] === false)
    return { kind: 'conflict', message: `The workflow "${name}" is not enabled. Enable it to start it.` };
  const trigger = findTrigger(toGraph(workflow));
  if (trigger === undefined)
    return { kind: 'conflict', message: `The workflow "${name}" has no steps to run. Add a trigger node.` };
  const missing = trigger.type === 'trigger.manual' ? missingFields(trigger, payload, at) : [];
  if (missing.length > 0) return { kind: 'invalid', violations: missing };
  if (trigger.type === 'trigger.webhook') return { mode: 'webhook', startData: payload };
  return { mode: 'manual', startData: Object.keys(payload).length > 0 ? payload : { started_by: email } };
}

/** Returns a violation for each field of a manual trigger that the payload leaves empty. */
function missingFields(trigger: Node, payload: JsonObject, at: string): readonly FieldViolation[] {
  const { fields } = parametersOf(trigger);
  const names: readonly JsonValue[] = Array.isArray(fields) ? (fields as readonly JsonValue[]) : [];
  return names
    .map(String)
    .filter((name) => !Object.hasOwn(payload, name) || payload[name] === null || payload[name] === '')
    .map((field) => ({
      field: `${at}${field}`,
      location: 'body',
      keyword: 'required',
      message: `The ${at}${field.replaceAll('_', ' ')} field is required.`,
    }));
}
