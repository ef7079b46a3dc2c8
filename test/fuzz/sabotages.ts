import type { Call, Rule as BehaviourRule } from '../../src/behaviour/rule/behaviour.ts';
import type { MediaType, Operation } from '../../src/contract/model/contract.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';
import type { Outcome } from '../../src/kernel/outcome.ts';
import type { PipelineDeps } from '../../src/pipeline/create-pipeline.ts';
import type { StoredRecord } from '../../src/store/port/store.ts';
import type { Pipeline } from '../../src/pipeline/exchange/exchange.ts';
import type { Rule } from './oracle.ts';
import type { Defect } from './defect.ts';

/** A deliberate defect, and the rule that must report it. */
export interface Sabotage {
  readonly name: string;
  /** The operation with the defect. */
  readonly operation: string;
  readonly reportedAs: Rule;
  readonly defect: Defect;
}

export const SABOTAGES: readonly Sabotage[] = [
  {
    name: 'a DELETE that deletes nothing',
    operation: 'deleteThread',
    reportedAs: 'deleted-is-gone',
    defect: { deps: withRule('deleteThread', (rule) => (call) => rule(inFork(call))) },
  },
  {
    name: 'a response that lacks a field',
    operation: 'retrieveAgent',
    reportedAs: 'no-server-error',
    defect: { deps: withRule('retrieveAgent', (rule) => async (call) => withoutField(await rule(call), 'updated_at')) },
  },
  {
    name: 'a response that lacks a field, with the check of responses switched off too',
    operation: 'retrieveAgent',
    reportedAs: 'matches-contract',
    defect: {
      deps: (deps) => ({
        ...withRule('retrieveAgent', (rule) => async (call) => withoutField(await rule(call), 'updated_at'))(deps),
        checker: { ...deps.checker, find: () => [] },
      }),
    },
  },
  {
    name: 'a validator of bodies that is switched off',
    operation: 'updatePrompt',
    reportedAs: 'invalid-is-rejected',
    defect: { deps: withOperation('updatePrompt', withMediaType({ validate: () => [], validateStrictly: () => [] })) },
  },
  {
    name: 'a validator of one parameter that is switched off',
    operation: 'listAccounts',
    reportedAs: 'invalid-is-rejected',
    defect: {
      deps: withOperation('listAccounts', (operation) => ({
        ...operation,
        parameters: operation.parameters.map((parameter) =>
          parameter.name === 'sort_by' ? { ...parameter, validate: () => [] } : parameter,
        ),
      })),
    },
  },
  {
    name: 'a validator that rejects valid values',
    operation: 'createPrompt',
    reportedAs: 'valid-is-accepted',
    defect: {
      deps: withOperation(
        'createPrompt',
        withMediaType({
          validate: () => [{ path: ['name'], keyword: 'type', params: { type: 'string' }, actual: 'string' }],
        }),
      ),
    },
  },
  {
    name: '--strict that is not strict',
    operation: 'listAccounts',
    reportedAs: 'invalid-is-rejected',
    defect: { deps: (deps) => ({ ...deps, settings: { ...deps.settings, strict: false } }) },
  },
  {
    name: 'a create that forgets the record',
    operation: 'createThread',
    reportedAs: 'created-is-readable',
    defect: { deps: withRule('createThread', (rule) => (call) => rule(inFork(call))) },
  },
  {
    name: 'a create that forgets a field',
    operation: 'createPrompt',
    reportedAs: 'sent-is-stored',
    defect: {
      deps: withRule(
        'createPrompt',
        (rule) => (call) => rule({ ...call, body: { ...asObject(call.body), content: 'forgotten' } }),
      ),
    },
  },
  {
    name: 'an update that changes a computed field',
    operation: 'updateThread',
    reportedAs: 'computed-stays',
    defect: { deps: withRule('updateThread', (rule) => async (call) => changeCreatedAt(call, await rule(call))) },
  },
  {
    name: 'an update that is not stored',
    operation: 'updateMemory',
    reportedAs: 'update-is-stored',
    defect: { deps: withRule('updateMemory', (rule) => (call) => rule(inFork(call))) },
  },
  {
    name: "an error without the field's name",
    operation: 'createMessage',
    reportedAs: 'names-the-field',
    defect: { pipeline: (pipeline) => async (request) => toNameless(await pipeline(request)) },
  },
  {
    name: 'a rejection that changes the state',
    operation: 'updateThread',
    reportedAs: 'rejected-keeps-position',
    defect: { pipeline: changingOnRejection },
  },
  {
    name: 'a rejection that changes the state without its position',
    operation: 'updateThread',
    reportedAs: 'rejected-changes-nothing',
    defect: { pipeline: changingSilently },
  },
  {
    name: 'a write past every check that breaks a list',
    operation: 'updateThread',
    reportedAs: 'lists-stay-readable',
    defect: {
      deps: withRule(
        'updateThread',
        (rule) => async (call) => overwrite(call, await rule(call), 'threads', { name: '' }),
      ),
    },
  },
  {
    name: 'a write past every check after which the state cannot be edited',
    operation: 'updateThread',
    reportedAs: 'state-stays-editable',
    defect: {
      deps: withRule(
        'updateThread',
        (rule) => async (call) => overwrite(call, await rule(call), 'users', { colour: 'red' }),
      ),
    },
  },
  {
    name: 'a conflict that changes the state',
    operation: 'deleteProvider',
    reportedAs: 'rejected-keeps-position',
    defect: { deps: withRule('deleteProvider', (rule) => async (call) => renameOnConflict(call, await rule(call))) },
  },
  {
    name: 'a conflict that no rule declares',
    operation: 'updatePrompt',
    reportedAs: 'valid-is-accepted',
    defect: { deps: withRule('updatePrompt', () => () => ({ kind: 'conflict', message: 'The prompt is in use.' })) },
  },
  {
    name: 'a rejection that no rule declares',
    operation: 'createAccount',
    reportedAs: 'valid-is-accepted',
    defect: { deps: withRule('createAccount', () => () => ({ kind: 'invalid', violations: [NO_RULE] })) },
  },
  {
    name: 'a create that forgets its files',
    operation: 'createMessage',
    reportedAs: 'files-are-attached',
    defect: { deps: withRule('createMessage', (rule) => (call) => rule({ ...call, files: {} })) },
  },
  {
    name: 'sessions without protection against forged requests',
    operation: 'updateThread',
    reportedAs: 'invalid-is-rejected',
    defect: { deps: ({ platform, ...deps }) => ({ ...deps, platform: platform && { ...platform, csrf: undefined } }) },
  },
  {
    name: 'requests that no rate limit counts',
    operation: 'retrieveAgent',
    reportedAs: 'is-counted',
    defect: { deps: (deps) => ({ ...deps, rateLimit: undefined }) },
  },
  {
    name: 'a stream that is cut off',
    operation: 'runPrompt',
    reportedAs: 'matches-contract',
    defect: { deps: withRule('runPrompt', (rule) => async (call) => cutOff(await rule(call))) },
  },
  {
    name: 'a rule that fails on a valid request',
    operation: 'listMemories',
    reportedAs: 'no-server-error',
    defect: {
      deps: withRule('listMemories', (rule) => (call) => {
        if (call.query['search'] !== undefined) throw new RangeError('a bug');
        return rule(call);
      }),
    },
  },
];

function withRule(id: string, defect: (rule: BehaviourRule) => BehaviourRule): (deps: PipelineDeps) => PipelineDeps {
  return (deps) => ({
    ...deps,
    rules: new Map([...deps.rules].map(([name, rule]) => [name, name === id ? defect(rule) : rule])),
  });
}

function withOperation(id: string, defect: (operation: Operation) => Operation): (deps: PipelineDeps) => PipelineDeps {
  return (deps) => ({
    ...deps,
    contract: {
      ...deps.contract,
      match: (method, path) => {
        const found = deps.contract.match(method, path);
        return found.kind === 'operation' && found.operation.id === id
          ? { ...found, operation: defect(found.operation) }
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

/** Runs the call in a copy of its world that is discarded. */
function inFork(call: Call): Call {
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

/** Changes the time of creation, in the record and in the response. */
async function changeCreatedAt({ world, path }: Call, outcome: Outcome): Promise<Outcome> {
  if (outcome.kind !== 'success') return outcome;
  const changes = { created_at: '2001-01-01T00:00:00Z' };
  await world.store.transaction((transaction) => transaction.update('threads', String(path['thread_uuid']), changes));
  const body = asObject(bodyOf(outcome));
  return withBody(outcome, { ...body, data: { ...asObject(body['data']), ...changes } });
}

type Success = Extract<Outcome, { kind: 'success' }>;

/** Returns the body that is sent; a rule may return it as cached text. */
function bodyOf({ body, text }: Success): JsonValue | undefined {
  return text?.parse() ?? body;
}

function withBody(outcome: Success, body: JsonObject): Success {
  const { text: _, ...rest } = outcome;
  return { ...rest, body };
}

async function renameOnConflict({ world, path }: Call, outcome: Outcome): Promise<Outcome> {
  if (outcome.kind === 'conflict')
    await world.store.transaction((transaction) =>
      transaction.update('providers', String(path['provider_uuid']), { name: 'refused' }),
    );
  return outcome;
}

/** Removes the last event of a stream. */
function cutOff(outcome: Outcome): Outcome {
  if (outcome.kind !== 'success' || outcome.stream === undefined) return outcome;
  const { stream } = outcome;
  return {
    ...outcome,
    stream: async function* cut(signal) {
      for await (const chunk of stream(signal)) if (!chunk.includes('run.completed')) yield chunk;
    },
  };
}

type PipelineResponse = Awaited<ReturnType<Pipeline>>;

function toNameless(response: PipelineResponse): PipelineResponse {
  return response.status === 422
    ? { ...response, body: JSON.stringify({ message: 'The given data was invalid.', errors: {} }) }
    : response;
}

function changingOnRejection(pipeline: Pipeline, { findWorld }: PipelineDeps): Pipeline {
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

function changingSilently(pipeline: Pipeline, deps: PipelineDeps): Pipeline {
  return async (request) => {
    const response = await pipeline(request);
    if (response.status === 422) await changeThread(request, deps, { name: 'refused' });
    return response;
  };
}

/** Overwrites every record of a collection past the store's own check. */
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
