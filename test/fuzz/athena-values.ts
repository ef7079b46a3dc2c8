import type { Operation } from '../../src/contract/model/contract.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';
import { withCountableRange, withGroups, withKnownWorkspace } from './athena-counts.ts';
import { withRunnableGraph } from './athena-graph.ts';
import type { Draft } from './draft.ts';
import type { Known } from './known-keys.ts';

/**
 * Makes the fields of a request consistent with each other, which the contract's schemas cannot express. A request that
 * is still rejected must match a rule of `athena-refusals.ts`.
 */
export function makeConsistent(operation: Operation, draft: Draft, known: Known): Draft {
  const change =
    operation.path.endsWith('/metrics') && operation.id !== 'retrieveWorkspacesMetrics'
      ? makeMetricsConsistent
      : BY_OPERATION[operation.id];
  return change === undefined ? draft : change(draft, known, operation);
}

type MakeConsistent = (draft: Draft, known: Known, operation: Operation) => Draft;

const makeMetricsConsistent: MakeConsistent = (draft, { records }) =>
  inBody(draft, (body) => withCountableRange(body, records('Workspace')));

const fillAccount: MakeConsistent = (draft, { records }) =>
  inBody(draft, (body) => {
    if (body['provider_authentication_strategy'] === undefined) return body;
    const account = records('Account').find(({ uuid }) => uuid === draft.path['account_uuid']);
    const uuid = body['provider_uuid'] ?? asObject(account?.['provider'])['uuid'];
    const strategy = String(
      records('Provider').find((provider) => provider['uuid'] === uuid)?.['authentication_strategy'] ?? 'token',
    );
    const missing = (CREDENTIALS.get(strategy) ?? []).filter((name) => (body[name] ?? null) === null);
    return {
      ...body,
      provider_authentication_strategy: strategy,
      ...Object.fromEntries(missing.map((name) => [name, 'a secret'])),
    };
  });

const shareWithAnother: MakeConsistent = (draft) =>
  inBody(draft, ({ user_id: user, expires_at: end, ...body }) => ({
    ...body,
    ...(user === undefined ? {} : { user_id: user === CALLER ? null : user }),
    ...(typeof end === 'string' ? { expires_at: end.replace(/^\d{4}/, '2098') } : {}),
  }));

const fillPlaceholders: MakeConsistent = (draft, { records }, { id }) => {
  const [resource, field, key] =
    id === 'runPrompt' ? ['Prompt', 'content', 'prompt_uuid'] : ['Agent', 'instruction', 'agent_uuid'];
  const body = asObject(draft.body);
  const record = records(resource).find(({ uuid }) => uuid === (draft.path[key] ?? body[key]));
  const variables = [...placeholdersOf(String(record?.[field] ?? '')), ...toList(record?.['variables'])];
  if (variables.length === 0) return draft;
  const { large_language_model_uuid: model, ...rest } = body;
  const usable = records('LargeLanguageModel').some(
    (one) => one['uuid'] === model && one['is_enabled'] !== false && one['is_deprecated'] !== true,
  );
  const filled = Object.fromEntries(variables.map((variable) => [String(variable['name']), valueOf(variable)]));
  return {
    ...draft,
    body: {
      ...rest,
      ...(usable ? { large_language_model_uuid: model ?? null } : {}),
      variables: { ...asObject(body['variables']), ...filled },
    },
  };
};

const BY_OPERATION: Readonly<Record<string, MakeConsistent | undefined>> = {
  signIn: (draft) => inBody(draft, (body) => ({ ...body, email: 'john.doe@example.com', password: 'password' })),
  storeCommandRoomTask: (draft, { keys }, operation) =>
    inBody(draft, (body) => {
      const names = keys(operation, `${String(body['taskable_type'])}_uuid`) ?? [];
      return { ...body, taskable_uuid: names[0] ?? body['taskable_uuid'] ?? '' };
    }),
  createAccount: fillAccount,
  updateAccount: fillAccount,
  shareAgent: shareWithAnother,
  shareWorkflow: shareWithAnother,
  createWorkflow: (draft) => inBody(draft, withRunnableGraph),
  updateWorkflow: (draft) => inBody(draft, withRunnableGraph),
  runAgent: fillPlaceholders,
  runThread: fillPlaceholders,
  runPrompt: fillPlaceholders,
  listAgentLeaderboard: (draft, { records }) => ({
    ...draft,
    query: withKnownWorkspace(draft.query, records('Workspace')),
  }),
  retrieveWorkspacesMetrics: (draft, { records }) => ({
    ...draft,
    query: withGroups(draft.query, records('Workspace')),
  }),
};

function inBody(draft: Draft, change: (body: JsonObject) => JsonObject): Draft {
  return isJsonObject(draft.body) ? { ...draft, body: change(draft.body) } : draft;
}

function placeholdersOf(text: string): readonly JsonObject[] {
  return [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name = '']) => ({ name }));
}

function valueOf({ type, options }: JsonObject): JsonValue {
  if (type === 'number') return 7;
  if (type === 'boolean') return true;
  if (type === 'date') return '2025-06-30';
  return Array.isArray(options) && options.length > 0 ? ((options as readonly JsonValue[])[0] ?? '') : 'a text';
}

function toList(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function asObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The id of the demo user. */
const CALLER = 123;
const CREDENTIALS: ReadonlyMap<string, readonly string[]> = new Map([
  ['token', ['token']],
  ['basic', ['username', 'password']],
  ['oauth2', ['scope']],
]);
