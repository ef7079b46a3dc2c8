import type { Viewpoint } from '../behaviour/representation/access.ts';
import type { PrepareRule } from '../behaviour/rule/behaviour.ts';
import type { FieldCheckDeps, PrepareFieldCheck } from '../behaviour/rule/field-check.ts';
import { checkRelations } from '../behaviour/resource/check-relations.ts';
import { prepareCreate } from '../behaviour/resource/create.ts';
import { compileFindRecord } from '../behaviour/resource/find-record.ts';
import { getResource } from '../behaviour/rule/get-resource.ts';
import { prepareUpdate } from '../behaviour/resource/update.ts';
import { compileWritableFields } from '../behaviour/representation/writable-fields.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../kernel/json/json.ts';
import type { FieldViolation } from '../kernel/problem.ts';
import type { StoredRecord } from '../store/port/store.ts';
import { getNamedResource } from './contract/named-resource.ts';

/** Creates an account. The strategy must be one of the provider's and decides which credentials are required. */
export const prepareCreateAccount: PrepareRule = (operation, deps) => {
  const create = prepareCreate(operation, deps);
  const readFields = compileWritableFields(operation, getResource(operation), deps.contract);
  return function createAccount(call) {
    const fields = toObject(call.body);
    const viewpoint = { reader: call.world.store, caller: call.caller };
    const violations = check(fields, fields['provider_uuid'], viewpoint, deps);
    if (violations.length === 0) return create(call);
    // Undeclared properties are ignored, as they are when the account is created.
    const writable = readFields(call.body, call.request.origin);
    const unknown = checkRelations(getResource(operation), writable, {
      contract: deps.contract,
      access: deps.access,
      viewpoint,
    });
    return { kind: 'invalid', violations: [...unknown, ...violations] };
  };
};

/** Updates an account by the same rules. A body without a strategy needs no credentials. */
export const prepareUpdateAccount: PrepareRule = (operation, deps) => {
  const update = prepareUpdate(operation, deps);
  const find = compileFindRecord(operation, getResource(operation), deps.access);
  return function updateAccount(call) {
    const viewpoint = { reader: call.world.store, caller: call.caller };
    const found = find(call.path, 'edit', viewpoint);
    if (found.kind === 'rejected') return found.outcome;
    const violations = check(toObject(call.body), found.record['provider_uuid'], viewpoint, deps);
    return violations.length > 0 ? { kind: 'invalid', violations } : update(call);
  };
};

/** Checks the strategy and the credentials of an account that is to be created. */
export const prepareCheckNewAccount: PrepareFieldCheck =
  (_operation, deps) =>
  ({ body }, viewpoint) =>
    check(body, body['provider_uuid'], viewpoint, deps);

/** Checks the strategy and the credentials of an account that is to be changed. */
export const prepareCheckAccount: PrepareFieldCheck = (operation, deps) => {
  const find = compileFindRecord(operation, getResource(operation), deps.access);
  return ({ path, body }, viewpoint) => {
    const found = find(path, 'edit', viewpoint);
    return found.kind === 'rejected' ? [] : check(body, found.record['provider_uuid'], viewpoint, deps);
  };
};

function check(
  fields: JsonObject,
  provider: JsonValue | undefined,
  viewpoint: Viewpoint,
  { contract, access }: FieldCheckDeps,
): readonly FieldViolation[] {
  const strategy = fields['provider_authentication_strategy'];
  if (!isStrategy(strategy)) return [];
  const providers = getNamedResource(contract, 'Provider');
  const record = typeof provider === 'string' ? viewpoint.reader.get(providers.collection, provider) : undefined;
  const isKnown = record !== undefined && access.canSee(providers, record, viewpoint);
  const isNotAllowed = isKnown && !allowedBy(record).has(strategy);
  const missing = REQUIRED[strategy].filter((field) => (fields[field] ?? null) === null);
  return [
    ...(isNotAllowed ? [toViolation('provider_authentication_strategy', 'in', NOT_ALLOWED)] : []),
    ...missing.map((field) => toMissing(field, strategy)),
  ];
}

/** Returns the strategies of a provider: its own, and those that it is configured for. */
function allowedBy({
  authentication_strategy: own,
  authentication_config: config,
}: StoredRecord): ReadonlySet<unknown> {
  return new Set<unknown>([
    own,
    ...Object.keys(toObject(config)).filter((name) => isJsonObject(toObject(config)[name])),
  ]);
}

function isStrategy(value: JsonValue | undefined): value is keyof typeof REQUIRED {
  return typeof value === 'string' && Object.hasOwn(REQUIRED, value);
}

function toObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** Returns a violation in the words of Laravel's `required_if`. */
function toMissing(field: string, strategy: string): FieldViolation {
  return toViolation(
    field,
    'required_if',
    `The ${field} field is required when provider authentication strategy is ${strategy}.`,
  );
}

function toViolation(field: string, keyword: string, message: string): FieldViolation {
  return { field, location: 'body', keyword, message };
}

/** The credentials that each strategy requires. */
const REQUIRED = { token: ['token'], basic: ['username', 'password'], oauth2: ['scope'] } as const;
const NOT_ALLOWED = 'The selected provider authentication strategy is invalid.';
