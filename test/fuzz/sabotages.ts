import type { Call, Rule as BehaviourRule } from '../../src/behaviour/rule/behaviour.ts';
import type { MediaType, Operation } from '../../src/contract/model/contract.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';
import type { Outcome } from '../../src/kernel/outcome.ts';
import type { PipelineDeps } from '../../src/pipeline/create-pipeline.ts';
import type { StoredRecord } from '../../src/store/port/store.ts';
import type { Pipeline } from '../../src/pipeline/exchange/exchange.ts';
import type { Rule } from './oracle.ts';
import type { Spoil } from './spoil.ts';

/** Something that goes wrong on purpose, and the promise whose breach must be reported. */
export interface Sabotage {
  readonly name: string;
  /** The operation that goes wrong. */
  readonly operation: string;
  readonly reportedAs: Rule;
  readonly spoil: Spoil;
}

export const SABOTAGES: readonly Sabotage[] = [
  {
    name: 'a DELETE that deletes nothing',
    operation: 'deleteThread',
    reportedAs: 'deleted-is-gone',
    spoil: { parts: withRule('deleteThread', (rule) => (call) => rule(forked(call))) },
  },
  {
    name: 'a response that lacks a field',
    operation: 'retrieveAgent',
    reportedAs: 'no-server-error',
    spoil: { parts: withRule('retrieveAgent', (rule) => async (call) => withoutField(await rule(call), 'updated_at')) },
  },
  {
    name: 'a response that lacks a field, where the check of responses is switched off too',
    operation: 'retrieveAgent',
    reportedAs: 'fits-contract',
    spoil: {
      parts: (parts) => ({
        ...withRule('retrieveAgent', (rule) => async (call) => withoutField(await rule(call), 'updated_at'))(parts),
        checker: { ...parts.checker, find: () => [] },
      }),
    },
  },
  {
    name: 'a validator of bodies that is switched off',
    operation: 'updatePrompt',
    reportedAs: 'broken-is-refused',
    spoil: { parts: withOperation('updatePrompt', withMediaType({ validate: () => [], validateStrictly: () => [] })) },
  },
  {
    name: 'a validator of one parameter that is switched off',
    operation: 'listAccounts',
    reportedAs: 'broken-is-refused',
    spoil: {
      parts: withOperation('listAccounts', (operation) => ({
        ...operation,
        parameters: operation.parameters.map((parameter) =>
          parameter.name === 'sort_by' ? { ...parameter, validate: () => [] } : parameter,
        ),
      })),
    },
  },
  {
    name: 'a validator that refuses what is valid',
    operation: 'createPrompt',
    reportedAs: 'valid-is-accepted',
    spoil: {
      parts: withOperation(
        'createPrompt',
        withMediaType({
          validate: () => [{ path: ['name'], keyword: 'type', params: { type: 'string' }, actual: 'string' }],
        }),
      ),
    },
  },
  {
    name: '--strict that is not strict',
    operation: 'createThread',
    reportedAs: 'broken-is-refused',
    spoil: { parts: (parts) => ({ ...parts, settings: { ...parts.settings, strict: false } }) },
  },
  {
    name: 'a create that forgets the record',
    operation: 'createThread',
    reportedAs: 'created-is-readable',
    spoil: { parts: withRule('createThread', (rule) => (call) => rule(forked(call))) },
  },
  {
    name: 'a create that forgets a field',
    operation: 'createPrompt',
    reportedAs: 'sent-is-kept',
    spoil: {
      parts: withRule(
        'createPrompt',
        (rule) => (call) => rule({ ...call, body: { ...asObject(call.body), content: 'forgotten' } }),
      ),
    },
  },
  {
    name: 'an update that changes a computed field',
    operation: 'updateThread',
    reportedAs: 'computed-stays',
    spoil: { parts: withRule('updateThread', (rule) => async (call) => meddle(call, await rule(call))) },
  },
  {
    name: 'an update that is not kept',
    operation: 'updateMemory',
    reportedAs: 'update-is-kept',
    spoil: { parts: withRule('updateMemory', (rule) => (call) => rule(forked(call))) },
  },
  {
    name: "an error without the field's name",
    operation: 'createMessage',
    reportedAs: 'names-the-field',
    spoil: { pipeline: (pipeline) => async (request) => toNameless(await pipeline(request)) },
  },
  {
    name: 'a refusal that changes the state',
    operation: 'updateThread',
    reportedAs: 'refused-keeps-position',
    spoil: { pipeline: changingWhenRefusing },
  },
  {
    name: 'a refusal that changes the state and leaves its position',
    operation: 'updateThread',
    reportedAs: 'refused-changes-nothing',
    spoil: { pipeline: changingSilently },
  },
  {
    name: 'a write past every check, that no list can show',
    operation: 'updateThread',
    reportedAs: 'lists-stay-readable',
    spoil: {
      parts: withRule(
        'updateThread',
        (rule) => async (call) => overwrite(call, await rule(call), 'threads', { name: '' }),
      ),
    },
  },
  {
    name: 'a write past every check, after which nobody can edit the state',
    operation: 'updateThread',
    reportedAs: 'state-stays-editable',
    spoil: {
      parts: withRule(
        'updateThread',
        (rule) => async (call) => overwrite(call, await rule(call), 'users', { colour: 'red' }),
      ),
    },
  },
  {
    name: 'a conflict that changes the state',
    operation: 'deleteProvider',
    reportedAs: 'refused-keeps-position',
    spoil: { parts: withRule('deleteProvider', (rule) => async (call) => renameRefused(call, await rule(call))) },
  },
  {
    name: 'a conflict that no rule declares',
    operation: 'updatePrompt',
    reportedAs: 'valid-is-accepted',
    spoil: { parts: withRule('updatePrompt', () => () => ({ kind: 'conflict', message: 'The prompt is in use.' })) },
  },
  {
    name: 'a refusal that no rule declares',
    operation: 'createAccount',
    reportedAs: 'valid-is-accepted',
    spoil: { parts: withRule('createAccount', () => () => ({ kind: 'invalid', violations: [NO_RULE] })) },
  },
  {
    name: 'a stream that is cut off',
    operation: 'runPrompt',
    reportedAs: 'fits-contract',
    spoil: { parts: withRule('runPrompt', (rule) => async (call) => cutOff(await rule(call))) },
  },
  {
    name: 'a rule that fails on what is valid',
    operation: 'listMemories',
    reportedAs: 'no-server-error',
    spoil: {
      parts: withRule('listMemories', (rule) => (call) => {
        if (call.query['search'] !== undefined) throw new RangeError('a bug');
        return rule(call);
      }),
    },
  },
];

function withRule(id: string, spoil: (rule: BehaviourRule) => BehaviourRule): (parts: PipelineDeps) => PipelineDeps {
  return (parts) => ({
    ...parts,
    rules: new Map([...parts.rules].map(([name, rule]) => [name, name === id ? spoil(rule) : rule])),
  });
}

function withOperation(id: string, spoil: (operation: Operation) => Operation): (parts: PipelineDeps) => PipelineDeps {
  return (parts) => ({
    ...parts,
    contract: {
      ...parts.contract,
      match: (method, path) => {
        const found = parts.contract.match(method, path);
        return found.kind === 'operation' && found.operation.id === id
          ? { ...found, operation: spoil(found.operation) }
          : found;
      },
    },
  });
}

function withMediaType(changes: Partial<MediaType>): (operation: Operation) => Operation {
  return (operation) => ({
    ...operation,
    body: operation.body && {
      ...operation.body,
      mediaTypes: operation.body.mediaTypes.map((mediaType) => ({ ...mediaType, ...changes })),
    },
  });
}

/** The call in a copy of its world, where nothing lasts. */
function forked(call: Call): Call {
  const store = call.world.store.fork();
  const commitStep: Call['commitStep'] = (work) => store.transaction(work);
  return { ...call, world: { ...call.world, store }, commit: commitStep, commitStep };
}

function withoutField(outcome: Outcome, field: string): Outcome {
  if (outcome.kind !== 'success') return outcome;
  const body = asObject(bodyOf(outcome));
  const { [field]: _, ...data } = asObject(body['data']);
  return withBody(outcome, { ...body, data });
}

/** Sets another time of creation, in the record and in the answer. */
async function meddle({ world, path }: Call, outcome: Outcome): Promise<Outcome> {
  if (outcome.kind !== 'success') return outcome;
  const changes = { created_at: '2001-01-01T00:00:00Z' };
  await world.store.transaction((transaction) => transaction.update('threads', String(path['thread_uuid']), changes));
  const body = asObject(bodyOf(outcome));
  return withBody(outcome, { ...body, data: { ...asObject(body['data']), ...changes } });
}

type Success = Extract<Outcome, { kind: 'success' }>;

/** What leaves: a rule gives its body as a text where one is kept. */
function bodyOf({ body, text }: Success): JsonValue | undefined {
  return text?.toValue() ?? body;
}

function withBody(outcome: Success, body: JsonObject): Success {
  const { text: _, ...rest } = outcome;
  return { ...rest, body };
}

async function renameRefused({ world, path }: Call, outcome: Outcome): Promise<Outcome> {
  if (outcome.kind === 'conflict')
    await world.store.transaction((transaction) =>
      transaction.update('providers', String(path['provider_uuid']), { name: 'refused' }),
    );
  return outcome;
}

/** Without its last event. */
function cutOff(outcome: Outcome): Outcome {
  if (outcome.kind !== 'success' || outcome.stream === undefined) return outcome;
  const { stream } = outcome;
  return {
    ...outcome,
    stream: async function* cut(signal) {
      for await (const piece of stream(signal)) if (!piece.includes('run.completed')) yield piece;
    },
  };
}

type PipelineResponse = Awaited<ReturnType<Pipeline>>;

function toNameless(response: PipelineResponse): PipelineResponse {
  return response.status === 422
    ? { ...response, body: JSON.stringify({ message: 'The given data was invalid.', errors: {} }) }
    : response;
}

function changingWhenRefusing(pipeline: Pipeline, { findWorld }: PipelineDeps): Pipeline {
  return async (request) => {
    const response = await pipeline(request);
    const key = /threads\/([^/]+)$/.exec(request.path)?.[1] ?? '';
    const { store } = findWorld(request);
    if (response.status === 422 && store.get('threads', key) !== undefined)
      await store.transaction((transaction) => transaction.update('threads', key, { name: 'refused' }));
    return response;
  };
}

async function changeThread(
  request: Parameters<Pipeline>[0],
  { findWorld }: PipelineDeps,
  change: StoredRecord,
): Promise<void> {
  const key = /threads\/([^/]+)$/.exec(request.path)?.[1] ?? '';
  const { store } = findWorld(request);
  const snapshot = store.snapshot();
  const threads = (snapshot.collections['threads'] ?? []).map((thread) =>
    thread['uuid'] === key ? { ...thread, ...change } : thread,
  );
  await store.restore({ ...snapshot, collections: { ...snapshot.collections, threads } });
}

function changingSilently(pipeline: Pipeline, parts: PipelineDeps): Pipeline {
  return async (request) => {
    const response = await pipeline(request);
    if (response.status === 422) await changeThread(request, parts, { name: 'refused' });
    return response;
  };
}

/** Puts every record of a collection past the store's own check. */
async function overwrite(
  { world: { store } }: Call,
  outcome: Outcome,
  name: string,
  changes: StoredRecord,
): Promise<Outcome> {
  if (outcome.kind !== 'success') return outcome;
  const snapshot = store.snapshot();
  const records = (snapshot.collections[name] ?? []).map((record) => ({ ...record, ...changes }));
  await store.restore({
    ...snapshot,
    position: snapshot.position + 1,
    collections: { ...snapshot.collections, [name]: records },
  });
  return outcome;
}

function asObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

const NO_RULE = {
  field: 'token',
  location: 'body',
  keyword: 'exists',
  message: 'The selected token is invalid.',
} as const;
