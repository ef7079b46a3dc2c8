import type { Resource } from '../../contract/model/resource.ts';
import { setOwn, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord } from '../../store/port/store.ts';
import type { NestedProperty, Plan, Planner, View } from './plan.ts';

/** Represents flat records as nested resources. */
export interface Representer {
  represent(resource: Resource, record: StoredRecord, view: View): JsonObject;
  /** Represents the resource alone: relations that are always included are cut (`{}` or `[]`). */
  outline(resource: Resource, record: StoredRecord, view: View): JsonObject;
}

/** Creates a representer that builds values by the planner's plans. */
export function createRepresenter({ planFor, outlineFor }: Planner): Representer {
  return {
    represent: (resource, record, view) => representByPlan(planFor(resource), record, view),
    outline: (resource, record, view) => representByPlan(outlineFor(resource), record, view),
  };
}

/** Returns the values of the resources that a property shows; undefined when it is not shown. */
export function representNested(
  { find, plan, isList }: NestedProperty,
  record: StoredRecord,
  view: View,
): JsonValue | undefined {
  const resources = find(record, view)?.map((other) => representByPlan(plan(), other, view));
  return isList ? resources : resources && (resources[0] ?? null);
}

function representByPlan({ properties }: Plan, record: StoredRecord, view: View): JsonObject {
  const resource: Record<string, JsonValue> = {};
  for (const property of properties) {
    const value = property.kind === 'value' ? property.read(record, view) : representNested(property, record, view);
    if (value !== undefined) setOwn(resource, property.name, value);
  }
  return resource;
}
