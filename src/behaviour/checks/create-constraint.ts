import type { CompiledContract } from '../../contract/model/contract.ts';
import type { Resource } from '../../contract/model/resource.ts';
import { ConstraintError, type RecordViolation } from '../../store/port/store-error.ts';
import type { ChangedRecord, Constraint, StoreReader } from '../../store/port/store.ts';
import { createRuleDeps } from '../rule/create-rule-deps.ts';
import { getKey } from '../representation/record-key.ts';
import { compileRecordCheck, toDanglingKeyFault, type RecordCheck, type RecordFault } from './record-checks.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';

/**
 * Creates the constraint that a contract puts on every transaction, whether of a rule, of scheduled work or of the
 * control plane: each written record is valid and its foreign keys resolve, and no remaining record refers to a deleted
 * one. Only changed records are checked, and checks are compiled at their first use. Collections that are not resources
 * of the contract are not checked.
 */
export function createConstraint(contract: CompiledContract): Constraint {
  const { representer } = createRuleDeps(contract);
  const resources = new Map([...contract.resources.values()].map((resource) => [resource.collection, resource]));
  const checks = new Map<string, RecordCheck>();
  const checkOf = (resource: Resource): RecordCheck =>
    getOrCreate(checks, resource.collection, () => compileRecordCheck(resource, contract, representer));
  const findFaults = ({ collection, key, record }: ChangedRecord, reader: StoreReader): readonly RecordViolation[] => {
    const resource = resources.get(collection);
    if (resource === undefined) return NOTHING;
    if (record === undefined) return findDanglingReferences({ resource, key }, contract, reader);
    const faults = checkOf(resource)(record, reader);
    return faults.length === 0 ? NOTHING : faults.map((fault) => toViolation(fault, { collection, key }));
  };
  return function constrain(reader, changed) {
    const violations = changed.flatMap((change) => findFaults(change, reader));
    if (violations.length === 0) return;
    const broken = new Set(violations.map(({ collection, key }) => `${collection}/${key}`));
    const records = changed.filter(({ collection, key }) => broken.has(`${collection}/${key}`));
    throw new ConstraintError(
      violations,
      records.flatMap((change) => show(change, reader)),
    );
  };

  /** Represents a record as clients would see it, so without secrets. */
  function show({ collection, key, record }: ChangedRecord, reader: StoreReader): readonly object[] {
    const resource = resources.get(collection);
    if (resource === undefined || record === undefined) return [];
    return [
      {
        collection,
        key,
        record: representer.outline(resource, record, { reader, caller: undefined, origin: 'http://localhost' }),
      },
    ];
  }
}

/** Finds the records that still refer to a deleted one. */
function findDanglingReferences(
  { resource, key }: { readonly resource: Resource; readonly key: ChangedRecord['key'] },
  contract: CompiledContract,
  reader: StoreReader,
): readonly RecordViolation[] {
  return [...contract.resources.values()].flatMap((other) =>
    [...other.relations.values()].flatMap((relation) => {
      if (relation.kind === 'foreign' || relation.schema !== resource.name) return NOTHING;
      const field = relation.kind === 'key' ? relation.key : relation.keys;
      const referring = reader.find(other.collection, field, key);
      return referring.map((record) =>
        toViolation(toDanglingKeyFault(field, { collection: resource.collection, key }), {
          collection: other.collection,
          key: getKey(other, record),
        }),
      );
    }),
  );
}

function toViolation(
  fault: RecordFault,
  { collection, key }: Pick<ChangedRecord, 'collection' | 'key'>,
): RecordViolation {
  return { collection, key, ...fault };
}

const NOTHING: readonly RecordViolation[] = [];
