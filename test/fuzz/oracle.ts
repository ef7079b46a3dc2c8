import { isDeepStrictEqual } from 'node:util';
import type { Operation } from '../../src/contract/model/contract.ts';
import type { Resource } from '../../src/contract/model/resource.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';
import { isRejectedByRule } from './athena-refusals.ts';
import { credentialsFor, toWire, type Draft } from './draft.ts';
import type { DraftDeps } from './draft-arbitrary.ts';
import { EVENT_STREAM, findStreamFault } from './events.ts';
import { asObject, toList } from './schema-node.ts';
import type { Site } from './sites.ts';
import { sendGuarded, type Guarded } from './send-guarded.ts';
import { toCurl, type WireResponse, type WireRequest } from './wire.ts';

/** The rules that every request is checked against. */
export const RULES = [
  'no-server-error',
  'matches-contract',
  'valid-is-accepted',
  'invalid-is-rejected',
  'names-the-field',
  'has-message-and-code',
  'created-is-readable',
  'created-is-listed',
  'sent-is-stored',
  'update-is-stored',
  'computed-stays',
  'deleted-is-gone',
  'files-are-attached',
  'is-counted',
  'rejected-changes-nothing',
  'rejected-keeps-position',
  'lists-stay-readable',
  'state-stays-editable',
] as const;
export type Rule = (typeof RULES)[number];

/** A broken rule, with the requests that show it. */
export class Breach extends Error {
  readonly rule: Rule;
  readonly curls: readonly string[];

  constructor(rule: Rule, detail: string, curls: readonly string[]) {
    super(`${rule}: ${detail}`);
    this.name = 'Breach';
    this.rule = rule;
    this.curls = curls;
  }
}

/** One test case: sends requests and records them. */
export interface Case {
  send(request: WireRequest): Promise<WireResponse>;
  /** Throws a Breach with the requests sent so far. */
  fail(rule: Rule, detail: string): never;
  readonly deps: DraftDeps;
}

/** Creates a case against a target; `count` is called for each request. */
export function createCase(deps: DraftDeps, target: Guarded['target'], count: () => void): Case {
  const curls: string[] = [];
  const fail: Case['fail'] = (rule, detail) => {
    throw new Breach(rule, detail, curls);
  };
  return {
    deps,
    send: async (request) => {
      curls.push(toCurl(request));
      count();
      return sendGuarded(request, { contract: deps.contract, target, fail });
    },
    fail,
  };
}

/** Sends a valid request and the requests that verify its effect. Returns the status. Throws a Breach. */
export async function checkValid(operation: Operation, draft: Draft, test: Case): Promise<number> {
  const wire = toWire(draft, operation, test.deps.contract);
  const before = operation.behaviour === 'update' ? await read(operation, keyIn(operation, draft), test) : undefined;
  const response = await test.send(wire);
  checkResponse(operation, response, test);
  checkForm(operation, draft, response, test);
  checkCount(operation, response, test);
  // A record of another user, an unknown key, or a rejection by a rule.
  if ([403, 404].includes(response.status) || isRejectedByRule(operation.id, response.status, asObject(response.body)))
    return response.status;
  // checkResponse accepts any declared success: removing a share returns 204.
  if (response.status >= 300)
    test.fail('valid-is-accepted', `${operation.id} rejected a valid request with ${show(response)}.`);
  checkFiles(operation, draft, response, test);
  if (operation.behaviour === 'create') await checkCreated(operation, draft, response, test);
  if (operation.behaviour === 'update') await checkUpdated(operation, draft, { before, response }, test);
  if (operation.behaviour === 'delete') await checkDeleted(operation, keyIn(operation, draft), wire, test);
  return response.status;
}

/** Sends a request that is invalid at one site. Throws a Breach unless it is rejected as expected. */
export async function checkInvalid(operation: Operation, site: Site, request: WireRequest, test: Case): Promise<void> {
  const response = await test.send(request);
  checkResponse(operation, response, test);
  const summary = `${operation.id} responded to a request whose ${site.where} breaks ${site.kind} with ${show(response)}`;
  if (response.status !== site.status) test.fail('invalid-is-rejected', `${summary}, not ${site.status}.`);
  const { message, errors } = asObject(response.body);
  if (typeof message !== 'string' || message === '' || response.headers.get('x-athena-error') === null)
    test.fail('has-message-and-code', `${summary}: it has no message or no error code.`);
  if (site.fields === undefined) return;
  const expected = site.fields;
  // An invalid request may also name records that do not exist, or break a rule of the platform.
  const names = Object.entries(asObject(errors)).flatMap(([name, texts]) =>
    expected.includes(name) || !isOtherRejection(operation.id, name, texts) ? [name] : [],
  );
  if (names.length !== expected.length || !expected.every((name) => isNamed(name, names)))
    test.fail('names-the-field', `${summary}: it names ${JSON.stringify(names)}, not ${JSON.stringify(expected)}.`);
  if (
    !Object.values(asObject(errors)).every(
      (list) => Array.isArray(list) && list.length > 0 && list.every((text) => typeof text === 'string'),
    )
  )
    test.fail('names-the-field', `${summary}: a field has no message.`);
}

/** True when a field refers to no record, or a rule of the operation rejects it. */
function isOtherRejection(operation: string, name: string, texts: JsonValue): boolean {
  const isReference = /_(?:uuid|id)$|_uuids\.\d+$/.test(name);
  const unknown = `The selected ${name.replaceAll('_', ' ')} is invalid.`;
  return (
    (isReference && isDeepStrictEqual(texts, [unknown])) ||
    isRejectedByRule(operation, 422, { errors: { [name]: texts } })
  );
}

function isNamed(name: string, names: readonly string[]): boolean {
  return names.includes(name);
}

/** Checks that the response is not a 5xx and matches the contract, by plain ajv instead of the product's own check. */
function checkResponse(operation: Operation, { status, body, headers, text }: WireResponse, test: Case): void {
  if (status >= 500) test.fail('no-server-error', `${operation.id} returned ${status}: ${text.slice(0, 500)}`);
  const declared = operation.responses.get(String(status));
  if (declared === undefined) {
    if (status < 400) test.fail('matches-contract', `${operation.id} returned ${status}, which it does not declare.`);
    return;
  }
  const sent = headers.get('content-type') ?? '';
  if (sent.startsWith(EVENT_STREAM)) {
    const fault = findStreamFault(text, declared, test.deps);
    if (fault !== undefined) test.fail('matches-contract', `${operation.id} returned an invalid stream: ${fault}.`);
    return;
  }
  const [mediaType] = declared.mediaTypes;
  if (mediaType === undefined) {
    if (text !== '') test.fail('matches-contract', `${operation.id} returned ${status} with an undeclared body.`);
    return;
  }
  if (!sent.startsWith(mediaType.name))
    test.fail('matches-contract', `${operation.id} returned ${status} as ${sent}, not as ${mediaType.name}.`);
  const [error] = test.deps.findErrors(mediaType.pointer, body);
  if (error !== undefined)
    test.fail(
      'matches-contract',
      `${operation.id} returned ${status} with a body whose ${error.instancePath || 'top'} breaks ${error.keyword} ${JSON.stringify(error.params)}: ${text.slice(0, 500)}`,
    );
}

/** Checks that a success is a stream exactly when the request asks for one. */
function checkForm(operation: Operation, { body }: Draft, { status, headers }: WireResponse, test: Case): void {
  const canStream = operation.success.mediaTypes.some(({ name }) => name === EVENT_STREAM);
  const isAsked = canStream && asObject(body)['stream'] === true && status < 300;
  const isStream = (headers.get('content-type') ?? '').startsWith(EVENT_STREAM);
  if (isStream !== isAsked)
    test.fail(
      'matches-contract',
      `${operation.id} responded ${isStream ? 'with' : 'without'} a stream, contrary to the request.`,
    );
}

/** Checks that what is created of a form has an attachment for each of its files. */
function checkFiles(operation: Operation, { files }: Draft, response: WireResponse, test: Case): void {
  if (files === undefined || operation.behaviour !== 'create') return;
  const { attachments } = dataOf(response);
  const sizes = toList(attachments).map((one) => asObject(asObject(one)['media'])['size']);
  const sent = files.map(({ text }) => Buffer.byteLength(text));
  if (!isDeepStrictEqual(sizes, sent))
    test.fail(
      'files-are-attached',
      `${operation.id} was sent files of ${sent.join(', ')} bytes, and has ${sizes.join(', ')}.`,
    );
}

/** Checks that a request of a caller tells what is left of the rate limit. */
function checkCount({ id }: Operation, { headers }: WireResponse, test: Case): void {
  if (test.deps.session !== undefined && headers.get('x-ratelimit-remaining') === null)
    test.fail('is-counted', `${id} does not say how many requests are left.`);
}

async function checkCreated(operation: Operation, draft: Draft, response: WireResponse, test: Case): Promise<void> {
  const { resource } = operation;
  if (resource === undefined) return;
  const shown = dataOf(response);
  const key = shown[resource.key];
  checkStored(operation, draft.body, shown, test);
  const taken = Object.entries(asObject(draft.body)).find(
    ([name, value]) =>
      resource.computed.has(name) && isDeepStrictEqual(value, shown[name]) && UNDECLARED_VALUES.has(value),
  );
  if (taken !== undefined) test.fail('computed-stays', `${operation.id} took ${taken[0]} from the body.`);
  const again = await read(operation, key, test);
  if (again !== undefined && !isDeepStrictEqual(again, shown))
    test.fail(
      'created-is-readable',
      `${operation.id} created ${String(key)}, and reading it returns ${JSON.stringify(again).slice(0, 500)}.`,
    );
  if ((await isListed(operation, key, test)) === false)
    test.fail('created-is-listed', `${operation.id} created ${String(key)}, which is missing from the list.`);
}

async function checkUpdated(
  operation: Operation,
  draft: Draft,
  { before, response }: { readonly before: JsonObject | undefined; readonly response: WireResponse },
  test: Case,
): Promise<void> {
  const { resource } = operation;
  if (resource === undefined) return;
  const shown = dataOf(response);
  checkStored(operation, draft.body, shown, test);
  const after = await read(operation, shown[resource.key], test);
  if (after !== undefined && !isDeepStrictEqual(after, shown))
    test.fail(
      'update-is-stored',
      `${operation.id} returned another record than a read does: ${JSON.stringify(after).slice(0, 500)}.`,
    );
  for (const [name, kind] of fixedProperties(operation, resource, test)) {
    if (before === undefined || isDeepStrictEqual(before[name], shown[name])) continue;
    test.fail(
      'computed-stays',
      `${operation.id} changed ${name}, which no client may set (${kind}), from ${JSON.stringify(before[name])} to ${JSON.stringify(shown[name])}.`,
    );
  }
}

/**
 * Returns the properties that an update never changes: those computed at creation, and relations whose key the body
 * does not declare.
 */
function fixedProperties(
  operation: Operation,
  resource: Resource,
  test: Case,
): readonly (readonly [name: string, kind: string])[] {
  const declared = declaredProperties(operation, test);
  const computed = [...resource.computed]
    .filter(([, { kind }]) => FIXED.has(kind))
    .map(([name, { kind }]) => [name, kind] as const);
  const related = [...resource.relations.values()].filter(
    (relation) => relation.kind === 'key' && declared[relation.key] === undefined,
  );
  return [...computed, ...related.map(({ name }) => [name, 'relation'] as const)];
}

function declaredProperties({ body }: Operation, { deps }: Case): JsonObject {
  return asObject(deps.read(body?.mediaTypes[0]?.schema).schema['properties']);
}

async function checkDeleted(
  operation: Operation,
  key: JsonValue | undefined,
  wire: WireRequest,
  test: Case,
): Promise<void> {
  const retrieve = siblingOf(operation, 'retrieve', test);
  if (retrieve !== undefined) {
    const response = await test.send(toWire({ ...EMPTY, path: pathTo(retrieve, key) }, retrieve, test.deps.contract));
    if (response.status !== 404)
      test.fail(
        'deleted-is-gone',
        `${operation.id} deleted ${String(key)}, and ${retrieve.id} returns ${show(response)}.`,
      );
  }
  if ((await isListed(operation, key, test)) === true)
    test.fail('deleted-is-gone', `${operation.id} deleted ${String(key)}, and a list still shows it.`);
  const again = await test.send(wire);
  if (again.status !== 404)
    test.fail(
      'deleted-is-gone',
      `${operation.id} deleted ${String(key)}, and deleting it again returns ${show(again)}.`,
    );
}

/**
 * Checks that every property that was sent and is shown has the value that was sent, except for relations, computed and
 * secret properties.
 */
function checkStored(operation: Operation, body: JsonValue | undefined, shown: JsonObject, test: Case): void {
  const { resource } = operation;
  const declared = declaredProperties(operation, test);
  for (const [name, value] of Object.entries(asObject(body))) {
    const isOwn =
      declared[name] !== undefined && resource?.relations.has(name) === false && !resource.computed.has(name);
    if (!isOwn || shown[name] === undefined) continue;
    const sent = JSON.parse(JSON.stringify(value)) as JsonValue;
    if (!isSame(sent, shown[name]) && !isTrimmed(sent, shown[name]))
      test.fail(
        'sent-is-stored',
        `${name} was sent as ${JSON.stringify(value).slice(0, 200)} and is shown as ${JSON.stringify(shown[name]).slice(0, 200)}.`,
      );
  }
}

/** True for a text that is shown without the white space around it, and null in place of nothing. */
function isTrimmed(sent: JsonValue, shown: JsonValue): boolean {
  if (typeof sent !== 'string') return false;
  const text = sent.replaceAll(/^[\s\u200B\u200E]+|[\s\u200B\u200E]+$/g, '');
  return shown === text || (text === '' && shown === null);
}

/** Compares values; a nested secret is shown as asterisks. */
function isSame(sent: JsonValue | undefined, shown: JsonValue | undefined): boolean {
  if (shown === MASK && typeof sent === 'string') return true;
  if (!isJsonObject(sent) || !isJsonObject(shown)) return isDeepStrictEqual(sent, shown);
  const names = new Set([...Object.keys(sent), ...Object.keys(shown)]);
  return [...names].every((name) => isSame(sent[name], shown[name]));
}

/**
 * Returns the record from its retrieve operation, or undefined when there is no such operation or, before an update, no
 * such record.
 */
async function read(operation: Operation, key: JsonValue | undefined, test: Case): Promise<JsonObject | undefined> {
  const retrieve = siblingOf(operation, 'retrieve', test);
  if (retrieve === undefined) return undefined;
  const response = await test.send(toWire({ ...EMPTY, path: pathTo(retrieve, key) }, retrieve, test.deps.contract));
  if (operation.behaviour === 'update' && [403, 404].includes(response.status)) return undefined;
  if (response.status !== 200)
    test.fail(
      'created-is-readable',
      `${operation.id} created ${String(key)}, and ${retrieve.id} returns ${show(response)}.`,
    );
  return dataOf(response);
}

/** Returns whether the first page of the resource's list contains a key; undefined when there is no list. */
async function isListed(operation: Operation, key: JsonValue | undefined, test: Case): Promise<boolean | undefined> {
  const { resource } = operation;
  const list = siblingOf(operation, 'list', test);
  if (list === undefined || resource === undefined) return undefined;
  const pages = list.parameters.some(({ name }) => name === 'per_page') ? [['per_page', '100'] as const] : [];
  const { body } = await test.send({
    method: 'GET',
    path: list.path,
    query: pages,
    headers: credentialsFor(list),
    body: undefined,
  });
  const data = isJsonObject(body) ? body['data'] : body;
  return Array.isArray(data) && data.some((record: JsonValue) => asObject(record)[resource.key] === key);
}

function siblingOf({ resource }: Operation, behaviour: Operation['behaviour'], { deps }: Case): Operation | undefined {
  return deps.contract.operations.find(
    (other) => other.behaviour === behaviour && other.resource === resource && resource !== undefined,
  );
}

function keyIn({ path }: Operation, draft: Draft): JsonValue | undefined {
  return draft.path[/\{([^{}]+)\}$/.exec(path)?.[1] ?? ''];
}

function pathTo({ path }: Operation, key: JsonValue | undefined): Draft['path'] {
  return { [/\{([^{}]+)\}$/.exec(path)?.[1] ?? '']: key ?? '' };
}

function dataOf({ body }: WireResponse): JsonObject {
  const top = asObject(body);
  return isJsonObject(top['data']) ? top['data'] : top;
}

function show({ status, text }: WireResponse): string {
  return `${status} ${text.slice(0, 300)}`;
}

const EMPTY: Draft = { path: {}, query: {}, headers: {}, body: undefined };
/** Values that the server never computes. */
const UNDECLARED_VALUES: ReadonlySet<unknown> = new Set([124, 'taken', '2001-01-01T00:00:00Z']);
const MASK = '********';
/** The rules that compute a property once, at creation. */
const FIXED: ReadonlySet<string> = new Set(['uuid', 'increment', 'created_at', 'slug', 'caller', 'owned', 'server']);
