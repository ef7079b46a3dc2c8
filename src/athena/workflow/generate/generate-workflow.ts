import type { PrepareRule, RuleDeps } from '../../../behaviour/rule/behaviour.ts';
import type { Caller } from '../../../behaviour/representation/caller.ts';
import { checkRelations } from '../../../behaviour/resource/check-relations.ts';
import { toRecord } from '../../../behaviour/resource/create.ts';
import { compileEnvelope } from '../../../behaviour/rule/envelope.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json/json.ts';
import type { Random } from '../../../kernel/random/random.ts';
import type { StoredRecord, Transaction } from '../../../store/port/store.ts';
import { getNamedResource } from '../../contract/named-resource.ts';
import { createChance } from '../../responder/model/chance.ts';
import { toCapitalised, toKeywords, toSnippet } from '../../responder/model/words.ts';
import { buildGraph, type BuildContext } from './build-graph.ts';
import { readCondition } from './read-condition.ts';
import { readSteps } from './read-steps.ts';
import { readTrigger } from './read-trigger.ts';

/**
 * Generate Workflow: creates a workflow from a description in plain English. It reads the trigger, one condition and
 * the steps, and assigns the steps to agents and tools that the caller may use.
 */
export const prepareGenerateWorkflow: PrepareRule = (operation, deps) => {
  const { contract, access, representer } = deps;
  const workflows = getNamedResource(contract, 'Workflow');
  const envelope = compileEnvelope(operation);

  return function generateWorkflow({ world, commit, caller, body, request }) {
    return commit((transaction) => {
      const {
        prompt,
        name,
        workspace_uuid: workspace = caller?.record['primary_workspace_uuid'] ?? null,
      } = body as GenerateRequest;
      const viewpoint = { reader: transaction, caller };
      const keys = { workspace_uuid: workspace, user_id: caller?.key ?? null };
      const violations = checkRelations(workflows, { workspace_uuid: workspace }, { contract, access, viewpoint });
      if (violations.length > 0) return { kind: 'invalid', violations };
      const fields = {
        ...toWorkflow({ prompt, name }, findBuildContext(transaction, caller, deps), world.random),
        ...keys,
      };
      const record = toRecord(workflows, fields, { world, transaction, caller });
      transaction.insert(workflows.collection, record);
      return {
        kind: 'success',
        body: envelope(representer.represent(workflows, record, { ...viewpoint, origin: request.origin })),
      };
    });
  };
};

type GenerateRequest = {
  readonly prompt: string;
  readonly name?: string | undefined;
  readonly workspace_uuid?: string | null;
};

function toWorkflow(
  { prompt, name }: GenerateRequest,
  context: Omit<BuildContext, 'prompt'>,
  random: Random,
): JsonObject {
  const condition = readCondition(prompt);
  const found = readSteps(prompt);
  const steps =
    found.length > 0
      ? found
      : [
          {
            kind: 'agent',
            label: toSnippet(prompt.replaceAll(/[{}]/g, ''), 120),
            id: 'work',
            subject: '',
            amount: 0,
          } as const,
        ];
  const { nodes, edges } = buildGraph({ trigger: readTrigger(prompt), condition, steps }, { ...context, prompt });
  const graph = { nodes: nodes as unknown as JsonValue, edges: edges as unknown as JsonValue };
  return {
    name: name ?? toName(prompt),
    description: prompt,
    profile_photo_config: toPicture(prompt, random),
    ...graph,
  };
}

/** Returns a name made of the first three keywords. */
function toName(prompt: string): string {
  const words = toKeywords(prompt).filter((word) => !COMMON.has(word) && !/\d/.test(word));
  const name = words.slice(0, 3).map(toCapitalised).join(' ');
  return toSnippet(name === '' ? 'New Workflow' : name, 255);
}

function toPicture(prompt: string, random: Random): JsonObject {
  const emoji = EMOJI.find(([words]) => words.test(prompt))?.[1] ?? '⚡';
  const color = createChance(random, `workflows/generate/${toSnippet(prompt, 200)}`).pick('color', [
    '#3B82F6',
    '#F59E0B',
    '#10B981',
    '#8B5CF6',
    '#EF4444',
  ]);
  return { emoji, background_color: color, preference: 'emoji' };
}

/** Finds what the caller may use, the caller's own records before public ones. */
function findBuildContext(
  reader: Transaction,
  caller: Caller | undefined,
  { contract, access }: RuleDeps,
): Omit<BuildContext, 'prompt'> {
  const visible = (schema: string): readonly StoredRecord[] => {
    const resource = getNamedResource(contract, schema);
    const usable = reader
      .all(resource.collection)
      .filter((record) => access.canSee(resource, record, { reader, caller }) && record['is_enabled'] !== false);
    return usable.toSorted(
      (left, right) => Number(access.isOwner(resource, right, caller)) - Number(access.isOwner(resource, left, caller)),
    );
  };
  return {
    agents: visible('Agent'),
    tools: visible('Tool'),
    accounts: visible('Account'),
    email: String(caller?.record['email'] ?? ''),
  };
}

const COMMON: ReadonlySet<string> = new Set([
  'fewer',
  'less',
  'least',
  'person',
  'ask',
  'draft',
  'send',
  'new',
  'three',
  'two',
  'one',
  'ten',
  'every',
  'approve',
  'wait',
  'arrives',
  'tell',
  'write',
]);

const EMOJI: readonly (readonly [RegExp, string])[] = [
  [/\breview|\bstars?\b|\brating/i, '⭐'],
  [/\bticket|\bsupport|\bcustomer/i, '🎧'],
  [/\binvoice|\brefund|\bpay/i, '💶'],
  [/\breport|\bfigures|\bsummar/i, '📊'],
  [/\be-?mail|\bnewsletter/i, '✉️'],
  [/\blead|\bsales|\bdeal/i, '🤝'],
];
