import { isDeepStrictEqual } from 'node:util';
import type { Operation } from '../../src/contract/model/contract.ts';
import type { Resource } from '../../src/contract/model/resource.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';
import { isRefusedByRule } from './athena-refusals.ts';
import { credentialsFor, toWire, type Draft } from './draft.ts';
import type { DraftTools } from './draft-arbitrary.ts';
import { EVENT_STREAM, findStreamFault } from './events.ts';
import { asObject } from './schema-node.ts';
import type { Site } from './sites.ts';
import { sendGuarded, type Guarded } from './send-guarded.ts';
import { toCurl, type Answer, type WireRequest } from './wire.ts';

/** The promises that every request is held to. */
export const RULES = [
  'no-server-error',
  'fits-contract',
  'valid-is-accepted',
  'broken-is-refused',
  'names-the-field',
  'says-what-is-wrong',
  'created-is-readable',
  'created-is-listed',
  'sent-is-kept',
  'update-is-kept',
  'computed-stays',
  'deleted-is-gone',
  'refused-changes-nothing',
  'refused-keeps-position',
  'lists-stay-readable',
  'state-stays-editable',
] as const;
export type Rule = (typeof RULES)[number];

/** A promise that was broken, with the requests that show it. */
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

/** One case: sends requests, and remembers them. */
export interface Case {
  send(request: WireRequest): Promise<Answer>;
  /** Throws a Breach that shows what was sent. */
  fail(rule: Rule, detail: string): never;
  readonly tools: DraftTools;
}

/** A case against a target; `count` hears of each request. */
export function createCase(tools: DraftTools, target: Guarded['target'], count: () => void): Case {
  const curls: string[] = [];
  const fail: Case['fail'] = (rule, detail) => {
    throw new Breach(rule, detail, curls);
  };
  return {
    tools,
    send: async (request) => {
      curls.push(toCurl(request));
      count();
      return sendGuarded(request, { contract: tools.contract, target, fail });
    },
    fail,
  };
}

/** Sends a valid request and whatever shows that it was obeyed. Gives the status. Throws a Breach. */
export async function checkValid(operation: Operation, draft: Draft, test: Case): Promise<number> {
  const wire = toWire(draft, operation, test.tools.contract);
  const before = operation.behaviour === 'update' ? await read(operation, keyIn(operation, draft), test) : undefined;
  const answer = await test.send(wire);
  checkResponse(operation, answer, test);
  checkForm(operation, draft, answer, test);
  // Another one's record, and a key that names nothing.
  if ([403, 404].includes(answer.status) || isRefusedByRule(operation.id, answer.status, asObject(answer.body)))
    return answer.status;
  // Any other success that is declared has been seen to: taking a share away answers 204.
  if (answer.status >= 300)
    test.fail('valid-is-accepted', `${operation.id} answers a valid request with ${show(answer)}.`);
  if (operation.behaviour === 'create') await checkCreated(operation, draft, answer, test);
  if (operation.behaviour === 'update') await checkUpdated(operation, draft, { before, answer }, test);
  if (operation.behaviour === 'delete') await checkDeleted(operation, keyIn(operation, draft), wire, test);
  return answer.status;
}

/** Sends a request that is broken at one site. Throws a Breach where it is not refused, or not as it should be. */
export async function checkBroken(operation: Operation, site: Site, request: WireRequest, test: Case): Promise<void> {
  const answer = await test.send(request);
  checkResponse(operation, answer, test);
  const told = `${operation.id} answers a request whose ${site.where} breaks ${site.kind} with ${show(answer)}`;
  if (answer.status !== site.status) test.fail('broken-is-refused', `${told}, not ${site.status}.`);
  const { message, errors } = asObject(answer.body);
  if (typeof message !== 'string' || message === '' || answer.headers.get('x-athena-error') === null)
    test.fail('says-what-is-wrong', `${told}: it has no message or no error code.`);
  if (site.fields === undefined) return;
  const names = Object.keys(asObject(errors));
  const expected = site.fields;
  if (names.length !== expected.length || !expected.every((name) => isNamed(name, names)))
    test.fail('names-the-field', `${told}: it names ${JSON.stringify(names)}, not ${JSON.stringify(expected)}.`);
  if (
    !Object.values(asObject(errors)).every(
      (list) => Array.isArray(list) && list.length > 0 && list.every((text) => typeof text === 'string'),
    )
  )
    test.fail('names-the-field', `${told}: a field has no message.`);
}

function isNamed(name: string, names: readonly string[]): boolean {
  return names.includes(name);
}

/** No 5xx, and nothing that the contract does not declare: judged by plain ajv, not by the product's own check. */
function checkResponse(operation: Operation, { status, body, headers, text }: Answer, test: Case): void {
  if (status >= 500) test.fail('no-server-error', `${operation.id} answers ${status}: ${text.slice(0, 500)}`);
  const declared = operation.responses.get(String(status));
  if (declared === undefined) {
    if (status < 400) test.fail('fits-contract', `${operation.id} answers ${status}, which it does not declare.`);
    return;
  }
  const sent = headers.get('content-type') ?? '';
  if (sent.startsWith(EVENT_STREAM)) {
    const fault = findStreamFault(text, declared, test.tools);
    if (fault !== undefined) test.fail('fits-contract', `${operation.id} answers with a stream, of which ${fault}.`);
    return;
  }
  const [mediaType] = declared.mediaTypes;
  if (mediaType === undefined) {
    if (text !== '') test.fail('fits-contract', `${operation.id} answers ${status} with a body, and declares none.`);
    return;
  }
  if (!sent.startsWith(mediaType.name))
    test.fail('fits-contract', `${operation.id} answers ${status} as ${sent}, not as ${mediaType.name}.`);
  const [error] = test.tools.findErrors(mediaType.pointer, body);
  if (error !== undefined)
    test.fail(
      'fits-contract',
      `${operation.id} answers ${status} with a body whose ${error.instancePath || 'top'} breaks ${error.keyword} ${JSON.stringify(error.params)}: ${text.slice(0, 500)}`,
    );
}

/** A success comes as a stream where that was asked for, and nowhere else. */
function checkForm(operation: Operation, { body }: Draft, { status, headers }: Answer, test: Case): void {
  const canStream = operation.success.mediaTypes.some(({ name }) => name === EVENT_STREAM);
  const isAsked = canStream && asObject(body)['stream'] === true && status < 300;
  const isStream = (headers.get('content-type') ?? '').startsWith(EVENT_STREAM);
  if (isStream !== isAsked)
    test.fail(
      'fits-contract',
      `${operation.id} answers ${isStream ? 'with' : 'without'} a stream where it was asked for the other.`,
    );
}

async function checkCreated(operation: Operation, draft: Draft, answer: Answer, test: Case): Promise<void> {
  const { resource } = operation;
  if (resource === undefined) return;
  const shown = dataOf(answer);
  const key = shown[resource.key];
  checkKept(operation, draft.body, shown, test);
  const taken = Object.entries(asObject(draft.body)).find(
    ([name, value]) => resource.computed.has(name) && isDeepStrictEqual(value, shown[name]) && UNINVITED.has(value),
  );
  if (taken !== undefined) test.fail('computed-stays', `${operation.id} took ${taken[0]} from the body.`);
  const again = await read(operation, key, test);
  if (again !== undefined && !isDeepStrictEqual(again, shown))
    test.fail(
      'created-is-readable',
      `${operation.id} made ${String(key)}, and reading it gives ${JSON.stringify(again).slice(0, 500)}.`,
    );
  if ((await isListed(operation, key, test)) === false)
    test.fail('created-is-listed', `${operation.id} made ${String(key)}, which no list shows.`);
}

async function checkUpdated(
  operation: Operation,
  draft: Draft,
  { before, answer }: { readonly before: JsonObject | undefined; readonly answer: Answer },
  test: Case,
): Promise<void> {
  const { resource } = operation;
  if (resource === undefined) return;
  const shown = dataOf(answer);
  checkKept(operation, draft.body, shown, test);
  const after = await read(operation, shown[resource.key], test);
  if (after !== undefined && !isDeepStrictEqual(after, shown))
    test.fail(
      'update-is-kept',
      `${operation.id} answers one thing, and reading the record another: ${JSON.stringify(after).slice(0, 500)}.`,
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
 * What an update never changes: what was computed once, and what a relation leads to whose key the body does not
 * declare.
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

function declaredProperties({ body }: Operation, { tools }: Case): JsonObject {
  return asObject(tools.read(body?.mediaTypes[0]?.schema).schema['properties']);
}

async function checkDeleted(
  operation: Operation,
  key: JsonValue | undefined,
  wire: WireRequest,
  test: Case,
): Promise<void> {
  const retrieve = siblingOf(operation, 'retrieve', test);
  if (retrieve !== undefined) {
    const answer = await test.send(toWire({ ...EMPTY, path: pathTo(retrieve, key) }, retrieve, test.tools.contract));
    if (answer.status !== 404)
      test.fail(
        'deleted-is-gone',
        `${operation.id} deleted ${String(key)}, and ${retrieve.id} answers ${show(answer)}.`,
      );
  }
  if ((await isListed(operation, key, test)) === true)
    test.fail('deleted-is-gone', `${operation.id} deleted ${String(key)}, and a list still shows it.`);
  const again = await test.send(wire);
  if (again.status !== 404)
    test.fail('deleted-is-gone', `${operation.id} deleted ${String(key)}, and doing it again answers ${show(again)}.`);
}

/**
 * Every property that was sent and is shown has the value that was sent. Keys of relations, computed and secret
 * properties are no such property.
 */
function checkKept(operation: Operation, body: JsonValue | undefined, shown: JsonObject, test: Case): void {
  const { resource } = operation;
  const declared = declaredProperties(operation, test);
  for (const [name, value] of Object.entries(asObject(body))) {
    const isOwn =
      declared[name] !== undefined && resource?.relations.has(name) === false && !resource.computed.has(name);
    if (!isOwn || shown[name] === undefined) continue;
    const sent = JSON.parse(JSON.stringify(value)) as JsonValue;
    if (!isSame(sent, shown[name]))
      test.fail(
        'sent-is-kept',
        `${name} was sent as ${JSON.stringify(value).slice(0, 200)} and is shown as ${JSON.stringify(shown[name]).slice(0, 200)}.`,
      );
  }
}

/** A secret that lies deeper is shown as asterisks. */
function isSame(sent: JsonValue | undefined, shown: JsonValue | undefined): boolean {
  if (shown === MASK && typeof sent === 'string') return true;
  if (!isJsonObject(sent) || !isJsonObject(shown)) return isDeepStrictEqual(sent, shown);
  const names = new Set([...Object.keys(sent), ...Object.keys(shown)]);
  return [...names].every((name) => isSame(sent[name], shown[name]));
}

/**
 * The record as its retrieve operation shows it; undefined where there is no such operation. A key that names nothing
 * gives undefined too.
 */
async function read(operation: Operation, key: JsonValue | undefined, test: Case): Promise<JsonObject | undefined> {
  const retrieve = siblingOf(operation, 'retrieve', test);
  if (retrieve === undefined) return undefined;
  const answer = await test.send(toWire({ ...EMPTY, path: pathTo(retrieve, key) }, retrieve, test.tools.contract));
  if (operation.behaviour === 'update' && [403, 404].includes(answer.status)) return undefined;
  if (answer.status !== 200)
    test.fail(
      'created-is-readable',
      `${operation.id} made ${String(key)}, and ${retrieve.id} answers ${show(answer)}.`,
    );
  return dataOf(answer);
}

/** Whether the newest page of the resource's list shows a key; undefined where there is no list. */
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

function siblingOf({ resource }: Operation, behaviour: Operation['behaviour'], { tools }: Case): Operation | undefined {
  return tools.contract.operations.find(
    (other) => other.behaviour === behaviour && other.resource === resource && resource !== undefined,
  );
}

function keyIn({ path }: Operation, draft: Draft): JsonValue | undefined {
  return draft.path[/\{([^{}]+)\}$/.exec(path)?.[1] ?? ''];
}

function pathTo({ path }: Operation, key: JsonValue | undefined): Draft['path'] {
  return { [/\{([^{}]+)\}$/.exec(path)?.[1] ?? '']: key ?? '' };
}

function dataOf({ body }: Answer): JsonObject {
  const top = asObject(body);
  return isJsonObject(top['data']) ? top['data'] : top;
}

function show({ status, text }: Answer): string {
  return `${status} ${text.slice(0, 300)}`;
}

const EMPTY: Draft = { path: {}, query: {}, headers: {}, body: undefined };
/** What no server computes by itself. */
const UNINVITED: ReadonlySet<unknown> = new Set([124, 'taken', '2001-01-01T00:00:00Z']);
const MASK = '********';
/** Computed once, when the record is made. */
const FIXED: ReadonlySet<string> = new Set(['uuid', 'increment', 'created_at', 'slug', 'caller', 'owned', 'server']);
