import type { CompiledContract } from '../contract/contract.ts';
import type { KeyRelation, Relation, Resource } from '../contract/resource.ts';

/** A resource that a larger world has more of. */
export interface PlannedResource {
  readonly resource: Resource;
  /** How many relations lie between it and what has none: parents are made before their children. */
  readonly depth: number;
}

/**
 * The resources to make more of, parents first. Who owns things stays as it is, so that everything belongs to somebody who can sign in;
 * and where a contract has owners, what belongs to nobody is reference data and stays too.
 */
export function planWorld({ resources }: CompiledContract): readonly PlannedResource[] {
  const all = [...resources.values()];
  const owners = new Set(all.flatMap(({ owner }) => owner?.schema ?? []));
  const belongs = (resource: Resource, open: ReadonlySet<string>): boolean =>
    resource.owner !== undefined || parentsOf(resource, resources, open).some((parent) => belongs(parent, new Set([...open, parent.name])));
  return all
    .filter((resource) => !owners.has(resource.name) && (owners.size === 0 || belongs(resource, new Set([resource.name]))))
    .map((resource) => ({ resource, depth: depthOf(resource, resources, new Set([resource.name])) }))
    .toSorted((one, other) => one.depth - other.depth);
}

/** The relations by which a record holds others' keys, with the field that holds them. */
export function heldKeys(resource: Resource): readonly { readonly field: string; readonly schema: string }[] {
  return [...resource.relations.values()].flatMap((relation) =>
    relation.kind === 'foreign' ? [] : [{ field: relation.kind === 'key' ? relation.key : relation.keys, schema: relation.schema }],
  );
}

type Resources = CompiledContract['resources'];

function depthOf(resource: Resource, resources: Resources, open: ReadonlySet<string>): number {
  const depths = parentsOf(resource, resources, open).map((parent) => depthOf(parent, resources, new Set([...open, parent.name])) + 1);
  return Math.max(0, ...depths);
}

/** Relations may lead in circles: one that is open already is not followed again. */
function parentsOf({ relations }: Resource, resources: Resources, open: ReadonlySet<string>): readonly Resource[] {
  return [...relations.values()].filter(isKeyRelation).flatMap(({ schema }) => {
    const parent = resources.get(schema);
    return parent === undefined || open.has(schema) ? [] : [parent];
  });
}

function isKeyRelation(relation: Relation): relation is KeyRelation {
  return relation.kind === 'key';
}
