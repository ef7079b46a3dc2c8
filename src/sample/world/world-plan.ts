import type { CompiledContract } from '../../contract/model/contract.ts';
import type { KeyRelation, Relation, Resource } from '../../contract/model/resource.ts';

/** A resource that a larger world has more of. */
export interface PlannedResource {
  readonly resource: Resource;
  /** How many relations lie between it and what has none: parents are made before their children. */
  readonly depth: number;
}

/**
 * The resources to make more of, parents first. Who owns things stays as it is, so that everything belongs to somebody
 * who can sign in. Where a contract has owners, what nobody owns grows if a client can create it or if what is owned
 * cannot do without it; the rest is reference data and stays too.
 */
export function planWorld({ resources, operations }: CompiledContract): readonly PlannedResource[] {
  const all = [...resources.values()];
  const owners = new Set(all.flatMap(({ owner }) => owner?.schema ?? []));
  const created = new Set(
    operations.flatMap(({ behaviour, resource }) =>
      behaviour === 'create' && resource !== undefined ? [resource.name] : [],
    ),
  );
  const isPartOfOwned = ({ name, relations }: Resource): boolean =>
    [...relations.values()].some(({ schema }) => {
      const other = resources.get(schema);
      return (
        other?.owner !== undefined &&
        [...other.relations.values()].some((back) => isKeyRelation(back) && back.schema === name)
      );
    });
  const mayGrow = (resource: Resource): boolean =>
    resource.owner !== undefined || created.has(resource.name) || isPartOfOwned(resource);
  return all
    .filter((resource) => !owners.has(resource.name) && (owners.size === 0 || mayGrow(resource)))
    .map((resource) => ({ resource, depth: depthOf(resource, resources, new Set([resource.name])) }))
    .toSorted((one, other) => one.depth - other.depth);
}

/** The relations by which a record holds others' keys, with the field that holds them. */
export function heldKeys(resource: Resource): readonly { readonly field: string; readonly schema: string }[] {
  return [...resource.relations.values()].flatMap((relation) =>
    relation.kind === 'foreign'
      ? []
      : [{ field: relation.kind === 'key' ? relation.key : relation.keys, schema: relation.schema }],
  );
}

type Resources = CompiledContract['resources'];

function depthOf(resource: Resource, resources: Resources, open: ReadonlySet<string>): number {
  const depths = parentsOf(resource, resources, open).map(
    (parent) => depthOf(parent, resources, new Set([...open, parent.name])) + 1,
  );
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
