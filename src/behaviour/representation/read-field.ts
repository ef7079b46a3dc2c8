import type { CompiledContract } from '../../contract/model/contract.ts';
import type { FieldPath, Resource } from '../../contract/model/resource.ts';
import { findOwn, type JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord } from '../../store/port/store.ts';
import type { Access, Viewpoint } from './access.ts';
import { findRelated } from './related.ts';

/** Reads a field of a record as the caller sees it. May follow relations. */
export type ReadField = (record: StoredRecord, viewpoint: Viewpoint) => JsonValue | undefined;

/** What field paths are compiled with. */
export interface FieldDeps {
  readonly contract: CompiledContract;
  readonly access: Access;
}

/**
 * Compiles a field path. A path that ends in a relation reads the related records' keys: a list for a to-many relation,
 * a key or null for a to-one relation.
 */
export function compileField(path: FieldPath, resource: Resource, deps: FieldDeps): ReadField {
  const [first = '', ...rest] = path;
  const relation = resource.relations.get(first);
  const related = deps.contract.resources.get(relation?.schema ?? '');
  if (relation === undefined || related === undefined)
    return compileComputed(resource, first, deps) ?? ((record) => findOwn(record, first));
  const read: ReadField = compileField(rest.length === 0 ? [related.key] : rest, related, deps);
  return (record, viewpoint) => {
    const values = findRelated(relation, { resource, related, record, reader: viewpoint.reader }).map(
      (other) => read(other, viewpoint) ?? null,
    );
    return relation.kind === 'key' ? (values[0] ?? null) : values;
  };
}

/** Compiles a property that is derived at each read and not stored. Returns undefined for any other. */
export function compileComputed(resource: Resource, name: string, deps: FieldDeps): ReadField | undefined {
  const computed = resource.computed.get(name);
  if (computed?.kind === 'owned') return (record, { caller }) => deps.access.isOwner(resource, record, caller);
  if (computed?.kind === 'count') return compileCount(resource, computed.relation, deps);
  if (computed?.kind === 'field') {
    const read = compileField(computed.field, resource, deps);
    return (record, viewpoint) => read(record, viewpoint) ?? null;
  }
  const counted = resource.counts.find((count) => `${count}_count` === name);
  return counted === undefined || !resource.relations.has(counted) ? undefined : compileCount(resource, counted, deps);
}

/** Counts the related records that the caller may see. */
function compileCount(resource: Resource, name: string, { contract, access }: FieldDeps): ReadField {
  const relation = resource.relations.get(name);
  const related = contract.resources.get(relation?.schema ?? '');
  if (relation === undefined || related === undefined) return () => 0;
  return (record, viewpoint) =>
    findRelated(relation, { resource, related, record, reader: viewpoint.reader }).filter((other) =>
      access.canSee(related, other, viewpoint),
    ).length;
}
