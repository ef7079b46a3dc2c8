import type { CompiledContract } from '../../contract/model/contract.ts';
import type { KeyRelation, Relation, Resource } from '../../contract/model/resource.ts';

/** A resource of which more records are generated. */
export interface PlannedResource {
  readonly resource: Resource;
  /** How many relations lead from it to a resource without parents. Parents are generated before their children. */
  readonly depth: number;
}

/**
 * Lists the resources to generate more of, parents first. Owners do not grow, so that every record belongs to a user
 * who can sign in. In a contract with owners, a resource without an owner grows if a client can create it or if an
 * owned resource refers to it. Everything else is reference data and does not grow.
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

/** Lists the fields in which a record stores the keys of related records, with the related schema. */
export function foreignKeysOf(resource: Resource): readonly { readonly field: string; readonly schema: string }[] {
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

/** Skips schemas in `open`, because relations may be circular. */
function parentsOf({ relations }: Resource, resources: Resources, open: ReadonlySet<string>): readonly Resource[] {
  return [...relations.values()].filter(isKeyRelation).flatMap(({ schema }) => {
    const parent = resources.get(schema);
    return parent === undefined || open.has(schema) ? [] : [parent];
  });
}

function isKeyRelation(relation: Relation): relation is KeyRelation {
  return relation.kind === 'key';
}
