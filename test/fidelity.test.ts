import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { describeFidelity } from '../src/assembly/commands/describe-fidelity.ts';
import { loadContract } from '../src/assembly/load/load-contract.ts';
import { isJsonObject, type JsonObject } from '../src/kernel/json/json.ts';
import { findAtPointer } from '../src/kernel/json/pointer.ts';

const read = (name: string): string => readFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), 'utf8');
const loaded = await loadContract(undefined);
const { contract } = loaded;
const schemas = findAtPointer(contract.document, '/components/schemas') as JsonObject;

const NAMED_SCHEMAS = [
  'Account',
  'Agent',
  'AgentLeaderboard',
  'Attachment',
  'AuthenticationConfig',
  'Edge',
  'LargeLanguageModel',
  'Media',
  'Memory',
  'Message',
  'Node',
  'PaginationLinks',
  'PaginationMeta',
  'ProfilePhotoConfig',
  'Prompt',
  'Provider',
  'Share',
  'Thread',
  'Tool',
  'User',
  'Workflow',
  'WorkflowExecution',
  'WorkflowExecutionData',
  'WorkflowExecutionDataWorkflowData',
  'Workspace',
];

const OPERATIONS: Record<string, string> = {
  Authentication: 'signIn logout',
  User: 'retrieveUserByMultiplaiToken retrieveUser',
  Workspace: 'retrieveWorkspacesMetrics listWorkspaces updateWorkspace retrieveWorkspace deleteWorkspace',
  Provider: 'listProviders retrieveProvider updateProvider createProvider deleteProvider',
  Account: 'listAccounts updateAccount createAccount deleteAccount retrieveAccount',
  Agent:
    'listAgents updateAgent createAgent deleteAgent retrieveAgent runAgent trainAgent generateAgent shareAgent listAgentLeaderboard',
  Workflow:
    'listWorkflows createWorkflow retrieveWorkflow updateWorkflow deleteWorkflow triggerWorkflowWebhook shareWorkflow generateWorkflow',
  'Workflow Execution':
    'listWorkflowExecutions retrieveWorkflowExecutionCounts retrieveWorkflowExecution deleteWorkflowExecution',
  Prompt: 'listPrompts createPrompt retrievePrompt updatePrompt deletePrompt runPrompt',
  Memory: 'listMemories retrieveMemory updateMemory deleteMemory',
  Thread: 'listThreads retrieveThread updateThread deleteThread createThread runThread generateThreadName',
  Message: 'listMessages retrieveMessage updateMessage deleteMessage createMessage',
  'Large Language Model': 'listLargeLanguageModels retrieveLargeLanguageModel',
  'Command Room Task': 'storeCommandRoomTask removeCommandRoomTask',
  Metrics:
    'retrieveAgentsMetrics retrieveWorkflowsMetrics retrieveThreadsMetrics retrieveMessagesMetrics retrieveWorkflowExecutionsMetrics',
};

/** Operations that only pages of the documentation show. */
const BEYOND_INDEX = [
  'createWorkflowExecution',
  'patchWorkflowExecution',
  'stopWorkflowExecution',
  'updateWorkflowExecution',
];

describe('the contract', () => {
  it('has the 72 operations of the documentation’s index, each under its tag', () => {
    const indexed = contract.operations.filter(({ id }) => !BEYOND_INDEX.includes(id));
    expect(indexed).toHaveLength(72);
    const byTag = Object.fromEntries(
      Object.keys(OPERATIONS).map((tag) => [
        tag,
        indexed.filter((operation) => operation.tag === tag).map(({ id }) => id),
      ]),
    );
    for (const [tag, ids] of Object.entries(OPERATIONS))
      expect(byTag[tag]?.toSorted()).toEqual(ids.split(' ').toSorted());
    expect(contract.operations.every(({ path }) => path.startsWith('/api/v1/'))).toBe(true);
  });

  it('marks the operations that are not in the index', () => {
    const marked = contract.operations.filter(({ pointer }) => {
      const provenance = (findAtPointer(contract.document, pointer) as JsonObject)['x-provenance'] as JsonObject;
      return provenance['in_index'] === false;
    });
    expect(marked.map(({ id }) => id).toSorted()).toEqual(BEYOND_INDEX);
  });

  it('has the 25 named schemas, and beside them only bodies under their own names', () => {
    const names = Object.keys(schemas).filter((name) => !/(Request|Response|Event|EventStream)$/.test(name));
    expect(names.toSorted()).toEqual(NAMED_SCHEMAS);
  });

  it('states the provenance of every operation and schema', () => {
    for (const { pointer, summary } of contract.operations) {
      const source = findAtPointer(contract.document, pointer) as JsonObject;
      expect(source['x-provenance'], pointer).toMatchObject({
        status: expect.stringMatching(/^(documented|partial|inferred)$/),
        source: expect.stringMatching(/./),
      });
      expect(summary).not.toBe('');
      expect(source['description']).toEqual(expect.stringMatching(/./));
    }
    for (const name of NAMED_SCHEMAS)
      expect((schemas[name] as JsonObject)['x-provenance'], name).toEqual({
        status: expect.any(String),
        source: expect.any(String),
      });
  });

  it('calls documented only what the reference shows whole', () => {
    const documented = contract.operations.filter(({ provenance }) => provenance === 'documented').map(({ id }) => id);
    expect(documented).toEqual(['updateAccount']);
    const whole = NAMED_SCHEMAS.filter(
      (name) => ((schemas[name] as JsonObject)['x-provenance'] as JsonObject)['status'] === 'documented',
    );
    expect(whole).toEqual(['Account', 'AuthenticationConfig', 'ProfilePhotoConfig', 'Provider', 'User', 'Workspace']);
  });

  it('has an example for every request and response body', () => {
    for (const operation of contract.operations) {
      for (const mediaType of operation.body?.mediaTypes ?? [])
        expect(mediaType.hasExample, `${operation.id} body`).toBe(true);
      for (const response of operation.responses.values())
        for (const mediaType of response.mediaTypes)
          expect(mediaType.hasExample, `${operation.id} ${response.code}`).toBe(true);
    }
  });

  it('never lets a nested relation be anything but the resource, cut, or null', () => {
    for (const resource of contract.resources.values()) {
      for (const relation of resource.relations.values()) {
        const property = resource.properties.get(relation.name);
        if (property === undefined || relation.kind !== 'key') continue;
        const branches = property['anyOf'] as JsonObject[] | undefined;
        expect(
          branches?.map((branch) => (isJsonObject(branch) ? (branch['$ref'] ?? branch['type']) : '')),
          `${resource.name}.${relation.name}`,
        ).toEqual(expect.arrayContaining([`#/components/schemas/${relation.schema}`, 'object']));
      }
    }
  });
});

it('docs/fidelity.md says what the contract says', () => {
  expect(read('docs/fidelity.md')).toBe(describeFidelity(loaded, read('docs/fidelity-notes.md')));
});
