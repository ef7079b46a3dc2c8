import type { CompiledContract, Operation } from '../contract/model/contract.ts';
import { createSchemaReader } from '../contract/schema/schema-reader.ts';
import { findOwn } from '../kernel/json/json.ts';
import { memoize } from '../kernel/memoize.ts';
import type { Platform } from './platform.ts';
import { createAccess } from './representation/access.ts';
import { bodyProperties } from './representation/writable-fields.ts';
import { checkRelations } from './resource/check-relations.ts';
import type { FieldCheck, PrepareFieldCheck } from './rule/field-check.ts';

/**
 * Returns the field check of each operation: the foreign keys that its body declares, then the platform's own check.
 * They run for requests that the contract rejects; the rules check all others themselves.
 */
export function prepareFieldChecks(
  contract: CompiledContract,
  platform: Platform | undefined,
): (operation: Operation) => FieldCheck {
  const deps = { contract, access: createAccess(contract) };
  return memoize((operation: Operation): FieldCheck => {
    const checkReferences = prepareReferenceCheck(operation, deps);
    const checkOwn = findOwn(platform?.fieldChecks ?? {}, operation.id)?.(operation, deps);
    if (checkOwn === undefined) return checkReferences;
    return (sent, viewpoint) => [...checkReferences(sent, viewpoint), ...checkOwn(sent, viewpoint)];
  });
}

/** Prepares the check of the foreign keys that an operation's body declares. */
const prepareReferenceCheck: PrepareFieldCheck = (operation, { contract, access }) => {
  const { resource } = operation;
  if (resource === undefined || operation.body === undefined) return () => [];
  const declared = bodyProperties(operation, createSchemaReader(contract.document).resolve);
  const keys = [...resource.relations.values()].flatMap((relation) => {
    if (relation.kind === 'foreign') return [];
    const key = relation.kind === 'key' ? relation.key : relation.keys;
    return declared === undefined || declared.has(key) ? [key] : [];
  });
  return ({ body }, viewpoint) => {
    const sent = keys.flatMap((key) => (Object.hasOwn(body, key) ? [[key, body[key] ?? null] as const] : []));
    return checkRelations(resource, Object.fromEntries(sent), { contract, access, viewpoint });
  };
};
