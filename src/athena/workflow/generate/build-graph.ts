import type { JsonObject } from '../../../kernel/json/json.ts';
import type { StoredRecord } from '../../../store/port/store.ts';
import { createCountShared, toKeywords } from '../../responder/model/words.ts';
import type { ConditionPlan } from './read-condition.ts';
import type { StepPlan } from './read-steps.ts';
import type { TriggerPlan } from './read-trigger.ts';

/** The parsed description of a workflow. */
export interface Plan {
  readonly trigger: TriggerPlan;
  readonly condition: ConditionPlan | undefined;
  readonly steps: readonly StepPlan[];
}

/** The records that the caller may use in a generated workflow. */
export interface BuildContext {
  readonly agents: readonly StoredRecord[];
  readonly tools: readonly StoredRecord[];
  readonly accounts: readonly StoredRecord[];
  readonly email: string;
  /** The whole description. */
  readonly prompt: string;
}

/** The exit that the next node is connected to. */
interface Tail {
  readonly from: string;
  readonly handle: string | null;
}

interface GraphDraft {
  readonly nodes: JsonObject[];
  readonly edges: JsonObject[];
  tail: Tail;
  /** The id of the last agent node: later nodes send its output. */
  text: string | undefined;
}

/** Builds the nodes and edges of a plan, laid out from left to right. */
export function buildGraph(
  plan: Plan,
  context: BuildContext,
): { readonly nodes: readonly JsonObject[]; readonly edges: readonly JsonObject[] } {
  const { id, type, label, parameters } = plan.trigger;
  const graph: GraphDraft = { nodes: [], edges: [], tail: { from: id, handle: null }, text: undefined };
  const fields =
    type === 'trigger.manual' && plan.condition !== undefined ? { fields: [plan.condition.field] } : parameters;
  graph.nodes.push({
    id,
    type,
    position: { x: 0, y: 0 },
    data: { label, ...(fields === undefined ? {} : { parameters: fields }) },
  });
  const source = addSource(graph, plan);
  if (plan.condition !== undefined) addCondition(graph, plan.condition, source);
  for (const [index, step] of plan.steps.entries()) {
    if (step.kind === 'loop') addLoop(graph, step, { source, body: plan.steps[index + 1], context });
    else if (plan.steps[index - 1]?.kind !== 'loop') addStep(graph, step, context);
  }
  return graph;
}

/**
 * Adds a request that fetches data when a scheduled workflow has a condition or a loop: a schedule's own output has
 * nothing to test.
 */
function addSource(graph: GraphDraft, { trigger, condition, steps }: Plan): string {
  const isNeeded = condition !== undefined || steps.some(({ kind }) => kind === 'loop');
  if (trigger.type !== 'trigger.schedule' || !isNeeded) return trigger.id;
  const parameters = { method: 'GET', url: 'https://api.example.com/latest' };
  return add(graph, { id: 'fetch', type: 'http.request', data: { label: 'Fetch new records', parameters } });
}

function addCondition(graph: GraphDraft, { field, operator, value, label }: ConditionPlan, source: string): void {
  const expression = `{{ ${source}.${field} }} ${operator} ${value}`;
  const id = add(graph, {
    id: `check_${field}`,
    type: 'logic.condition',
    data: { label, parameters: { expression } },
  });
  graph.tail = { from: id, handle: 'true' };
}

/** Adds a loop whose body is the next step of the plan. */
function addLoop(
  graph: GraphDraft,
  step: StepPlan,
  {
    source,
    body,
    context,
  }: { readonly source: string; readonly body: StepPlan | undefined; readonly context: BuildContext },
): void {
  const loop = add(graph, {
    id: step.id,
    type: 'logic.loop',
    data: { label: step.label, parameters: { items: `{{ ${source}.${step.subject} }}` } },
  });
  if (body !== undefined && body.kind !== 'loop') {
    graph.tail = { from: loop, handle: 'loop' };
    addStep(graph, body, context);
    const { from, handle } = graph.tail;
    graph.edges.push(toEdge({ from, handle }, loop));
  }
  graph.tail = { from: loop, handle: 'done' };
}

function addStep(graph: GraphDraft, step: StepPlan, context: BuildContext): void {
  const id = add(graph, { id: step.id, ...describe(step, graph, context) });
  if (step.kind === 'agent') graph.text = id;
}

function describe(
  step: StepPlan,
  graph: GraphDraft,
  context: BuildContext,
): { readonly type: string; readonly data: JsonObject } {
  const { label, subject, amount } = step;
  switch (step.kind) {
    case 'approval':
      return { type: 'human.approval', data: { label, parameters: { assignee: context.email } } };
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
      return describeTool(step, graph, context);
    case 'agent':
    case 'loop':
      return describeAgent(label, context);
  }
}

/**
 * Chooses the agent that shares the most keywords with the label and the description. Without any agent, a `data.set`
 * node passes its input on.
 */
function describeAgent(
  label: string,
  { agents, prompt }: BuildContext,
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
  { text, nodes }: GraphDraft,
  { tools, accounts, email }: BuildContext,
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
  graph: GraphDraft,
  { id: wanted, type, data }: { readonly id: string; readonly type: string; readonly data: JsonObject },
): string {
  const taken = new Set(graph.nodes.map(({ id }) => id));
  let id = wanted;
  for (let number = 2; taken.has(id); number += 1) id = `${wanted}_${number}`;
  graph.edges.push(toEdge(graph.tail, id));
  graph.nodes.push({ id, type, position: { x: graph.nodes.length * 260, y: 0 }, data });
  graph.tail = { from: id, handle: type === 'human.approval' ? 'approved' : null };
  return id;
}

function toEdge({ from, handle }: Tail, target: string): JsonObject {
  return { id: `${from}-${target}`, source: from, target, source_handle: handle, target_handle: null };
}
