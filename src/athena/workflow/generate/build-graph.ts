import type { JsonObject } from '../../../kernel/json/json.ts';
import type { StoredRecord } from '../../../store/port/store.ts';
import { createCountShared, toKeywords } from '../../responder/model/words.ts';
import type { ConditionPlan } from './read-condition.ts';
import type { StepPlan } from './read-steps.ts';
import type { TriggerPlan } from './read-trigger.ts';

/** What a workflow is to do. */
export interface Plan {
  readonly trigger: TriggerPlan;
  readonly condition: ConditionPlan | undefined;
  readonly steps: readonly StepPlan[];
}

/** What it can be done with: what the caller may use. */
export interface BuildDeps {
  readonly agents: readonly StoredRecord[];
  readonly tools: readonly StoredRecord[];
  readonly accounts: readonly StoredRecord[];
  readonly email: string;
  /** All that was said. */
  readonly prompt: string;
}

/** Where the next step goes. */
interface Tail {
  readonly from: string;
  readonly handle: string | null;
}

interface Building {
  readonly nodes: JsonObject[];
  readonly edges: JsonObject[];
  tail: Tail;
  /** The step whose text is what there is to send. */
  text: string | undefined;
}

/** The nodes and edges of a plan, from left to right. */
export function buildGraph(
  plan: Plan,
  means: BuildDeps,
): { readonly nodes: readonly JsonObject[]; readonly edges: readonly JsonObject[] } {
  const { id, type, label, parameters } = plan.trigger;
  const building: Building = { nodes: [], edges: [], tail: { from: id, handle: null }, text: undefined };
  const fields =
    type === 'trigger.manual' && plan.condition !== undefined ? { fields: [plan.condition.field] } : parameters;
  building.nodes.push({
    id,
    type,
    position: { x: 0, y: 0 },
    data: { label, ...(fields === undefined ? {} : { parameters: fields }) },
  });
  const source = addSource(building, plan);
  if (plan.condition !== undefined) addCondition(building, plan.condition, source);
  for (const [index, step] of plan.steps.entries()) {
    if (step.kind === 'loop') addLoop(building, step, { source, body: plan.steps[index + 1], means });
    else if (plan.steps[index - 1]?.kind !== 'loop') addStep(building, step, means);
  }
  return building;
}

/** What begins by itself brings nothing along: what a condition or a loop looks at is fetched first. */
function addSource(building: Building, { trigger, condition, steps }: Plan): string {
  const isNeeded = condition !== undefined || steps.some(({ kind }) => kind === 'loop');
  if (trigger.type !== 'trigger.schedule' || !isNeeded) return trigger.id;
  const parameters = { method: 'GET', url: 'https://api.example.com/latest' };
  return add(building, { id: 'fetch', type: 'http.request', data: { label: 'Fetch what is new', parameters } });
}

function addCondition(building: Building, { field, operator, value, label }: ConditionPlan, source: string): void {
  const expression = `{{ ${source}.${field} }} ${operator} ${value}`;
  const id = add(building, {
    id: `check_${field}`,
    type: 'logic.condition',
    data: { label, parameters: { expression } },
  });
  building.tail = { from: id, handle: 'true' };
}

/** The step after a loop is what it does for each; then it comes back. */
function addLoop(
  building: Building,
  step: StepPlan,
  { source, body, means }: { readonly source: string; readonly body: StepPlan | undefined; readonly means: BuildDeps },
): void {
  const loop = add(building, {
    id: step.id,
    type: 'logic.loop',
    data: { label: step.label, parameters: { items: `{{ ${source}.${step.subject} }}` } },
  });
  if (body !== undefined && body.kind !== 'loop') {
    building.tail = { from: loop, handle: 'loop' };
    addStep(building, body, means);
    const { from, handle } = building.tail;
    building.edges.push(toEdge({ from, handle }, loop));
  }
  building.tail = { from: loop, handle: 'done' };
}

function addStep(building: Building, step: StepPlan, means: BuildDeps): void {
  const id = add(building, { id: step.id, ...describe(step, building, means) });
  if (step.kind === 'agent') building.text = id;
}

function describe(
  step: StepPlan,
  building: Building,
  means: BuildDeps,
): { readonly type: string; readonly data: JsonObject } {
  const { label, subject, amount } = step;
  switch (step.kind) {
    case 'approval':
      return { type: 'human.approval', data: { label, parameters: { assignee: means.email } } };
    case 'delay':
      return { type: 'logic.delay', data: { label, parameters: { [subject]: amount } } };
    case 'http':
      return {
        type: 'http.request',
        data: {
          label,
          parameters:
            amount === 0 ? { method: 'GET', url: subject } : { method: 'POST', url: subject, body: '{{ input }}' },
        },
      };
    case 'tool':
      return describeTool(step, building, means);
    case 'agent':
    case 'loop':
      return describeAgent(label, means);
  }
}

/** By the agent that has most in common with what is asked; where there is none, what there is goes on as it is. */
function describeAgent(
  label: string,
  { agents, prompt }: BuildDeps,
): { readonly type: string; readonly data: JsonObject } {
  const [inLabel, inPrompt] = [createCountShared(toKeywords(label)), createCountShared(toKeywords(prompt))];
  const rank = (agent: StoredRecord): number => {
    const text = `${String(agent['name'])} ${String(agent['description'])}`;
    return 2 * inLabel(text) + inPrompt(text);
  };
  const ranked = agents.map((agent) => ({ agent, rank: rank(agent) }));
  const best = ranked.toSorted((left, right) => right.rank - left.rank)[0]?.agent;
  if (best === undefined) return { type: 'data.set', data: { label, parameters: { output: '{{ input }}' } } };
  return {
    type: 'agent.run',
    data: { label, agent_uuid: best['uuid'] ?? null, parameters: { message: `${label}: {{ input }}` } },
  };
}

function describeTool(
  { label, subject }: StepPlan,
  { text, nodes }: Building,
  { tools, accounts, email }: BuildDeps,
): { readonly type: string; readonly data: JsonObject } {
  const tool = tools.find(({ slug }) => slug === subject);
  const content = text === undefined ? '{{ input }}' : `{{ ${text}.output }}`;
  if (tool === undefined)
    return {
      type: 'http.request',
      data: { label, parameters: { method: 'POST', url: 'https://hooks.example.com/notify', body: content } },
    };
  const account = accounts.find((record) => record['provider_uuid'] === tool['provider_uuid']);
  const to = `{{ ${String(nodes[0]?.['id'])}.email ?? '${email}' }}`;
  const schema = tool['input_schema'] as { readonly required?: readonly string[] } | null;
  const known: JsonObject = {
    to,
    email: to,
    channel: '#general',
    project: 'SUP',
    repository: 'team/repository',
    sql: 'select 1',
    subject: label,
    title: label,
    summary: label,
    parent: 'Workflows',
    name: label,
  };
  const parameters = Object.fromEntries((schema?.required ?? []).map((name) => [name, known[name] ?? content]));
  return {
    type: 'tool.call',
    data: {
      label,
      tool_uuid: tool['uuid'] ?? null,
      ...(account === undefined ? {} : { account_uuid: account['uuid'] ?? null }),
      parameters,
    },
  };
}

function add(
  building: Building,
  { id: wanted, type, data }: { readonly id: string; readonly type: string; readonly data: JsonObject },
): string {
  const taken = new Set(building.nodes.map(({ id }) => id));
  let id = wanted;
  for (let number = 2; taken.has(id); number += 1) id = `${wanted}_${number}`;
  building.edges.push(toEdge(building.tail, id));
  building.nodes.push({ id, type, position: { x: building.nodes.length * 260, y: 0 }, data });
  building.tail = { from: id, handle: type === 'human.approval' ? 'approved' : null };
  return id;
}

function toEdge({ from, handle }: Tail, target: string): JsonObject {
  return { id: `${from}-${target}`, source: from, target, source_handle: handle, target_handle: null };
}
