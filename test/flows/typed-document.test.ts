import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/assembly/load/load-contract.ts';
import { createSimulator, type Simulator } from '../../src/index.ts';
import type { JsonObject } from '../../src/kernel/json/json.ts';

interface TypedDocument {
  readonly components: { readonly schemas: Readonly<Record<string, JsonObject>> };
}

let simulator: Simulator;
let typed: TypedDocument;
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
beforeAll(async () => {
  simulator = await createSimulator();
  const { toTypedDocument } = (await import(new URL('../../scripts/typed-document.mjs', import.meta.url).href)) as {
    toTypedDocument: (document: JsonObject) => TypedDocument;
  };
  typed = toTypedDocument((await loadContract(undefined)).contract.document);
  ajv.addSchema({ $id: TYPED, components: typed.components });
});
afterAll(() => simulator.close());

/** The address of the typed document in the validator. */
const TYPED = 'http://localhost/typed.json';

/** The lists, each with all relations that are shown on demand. */
const LISTS = [
  ['Agent', 'agents', 'tools,memories,threads,shares'],
  ['Workspace', 'workspaces', ''],
  ['Provider', 'providers', 'tools'],
  ['Account', 'accounts', ''],
  ['Workflow', 'workflows', 'workflowExecutions,shares'],
  ['WorkflowExecution', 'workflow-executions', 'workflowExecutionData'],
  ['Prompt', 'prompts', ''],
  ['Memory', 'memories', 'agent'],
  ['Thread', 'threads', 'messages'],
  ['Message', 'messages', 'user,agent'],
  ['LargeLanguageModel', 'large-language-models', 'provider'],
] as const;

describe('the types', () => {
  it.each(LISTS)(
    'of %s match the response: relations are cut only where their schema is already open',
    async (name, path, relations) => {
      const validate = ajv.compile({ $ref: `${TYPED}#/components/schemas/${name}` });
      const address = `http://localhost/api/v1/${path}?per_page=100${relations === '' ? '' : `&with=${relations}`}`;
      const response = await simulator.fetch(address, { headers: { authorization: 'Bearer athena-demo-token' } });
      expect(response.status).toBe(200);
      const { data } = (await response.json()) as { readonly data: readonly JsonObject[] };
      expect(data.length).toBeGreaterThan(0);
      for (const record of data) {
        validate(record);
        expect(validate.errors ?? []).toEqual([]);
      }
    },
  );

  it('cut the user within a workspace and the workspace within a user', () => {
    const { User, UserWithinWorkspace, Workspace, WorkspaceWithinUser } = typed.components.schemas;
    const empty = { type: 'object', maxProperties: 0 };
    expect(User).toMatchObject({
      properties: { primary_workspace: { anyOf: [toRef('WorkspaceWithinUser'), { type: 'null' }] } },
    });
    expect(WorkspaceWithinUser).toMatchObject({ properties: { user: { anyOf: [empty] } } });
    expect(Workspace).toMatchObject({ properties: { user: { anyOf: [toRef('UserWithinWorkspace')] } } });
    expect(UserWithinWorkspace).toMatchObject({
      properties: { primary_workspace: { anyOf: [empty, { type: 'null' }] } },
    });
  });
});

function toRef(name: string): JsonObject {
  return { $ref: `#/components/schemas/${name}` };
}
