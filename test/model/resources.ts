import type { JsonObject, JsonValue } from '../../src/kernel/json/json.ts';
import { canSee, type CollectionName, type Model, type Person, type Row } from './model.ts';

/** The random values of a step. Each step interprets them; `first` and `second` choose among existing records. */
export interface Draw {
  readonly person: Person;
  readonly first: number;
  readonly second: number;
  readonly word: string;
  readonly flag: boolean;
}

/** A body, and whether the person can see the records that it refers to. */
export interface Preference {
  readonly body: JsonObject;
  readonly isValid: boolean;
}

/** A resource with the usual five operations, as the model creates and changes it. */
export interface ModelledResource {
  readonly name: CollectionName;
  readonly path: string;
  /** The field that holds a word to search for and sort by. */
  readonly text: string;
  readonly sortsByText: boolean;
  create(draw: Draw, model: Model): Preference;
  update(draw: Draw, model: Model): Preference;
}

/** Something of a collection: of what there is, what is gone, and what never was. */
export function pick(
  model: Model,
  name: CollectionName,
  number: number,
): { readonly key: string; readonly row: Row | undefined } {
  const keys = [...model.rows[name].keys(), ...model.gone[name].slice(-2), NOWHERE];
  const key = keys[number % keys.length] ?? NOWHERE;
  return { key, row: model.rows[name].get(key) };
}

function visibilityOf({ flag }: Draw): JsonObject {
  return { visibility: flag ? 'public' : 'private' };
}

/** A key to refer to, now and then one that the person may not name. */
function refer(
  { person }: Draw,
  model: Model,
  { name, number }: { readonly name: CollectionName; readonly number: number },
): { readonly key: JsonValue; readonly isValid: boolean } {
  const { key, row } = pick(model, name, number);
  return { key, isValid: row !== undefined && canSee(model, name, row, person) };
}

const named = (draw: Draw): JsonObject => ({ name: draw.word });
const valid = (body: JsonObject): Preference => ({ body, isValid: true });
const withVisibility = (draw: Draw): Preference => valid({ ...named(draw), ...visibilityOf(draw) });

/**
 * One way waits for a person, the second goes well, and the third fails: nothing is found under `.invalid`.
 */
const GRAPH: JsonObject = {
  nodes: [
    { id: 'start', type: 'trigger.webhook', position: { x: 0, y: 0 }, data: {} },
    {
      id: 'waits',
      type: 'logic.condition',
      position: { x: 1, y: 0 },
      data: { parameters: { expression: '{{ start.waits }} == true' } },
    },
    {
      id: 'ask',
      type: 'human.approval',
      position: { x: 1, y: 1 },
      data: { parameters: { expires_in_hours: 8760 }, simulate: { decision: 'none' } },
    },
    {
      id: 'well',
      type: 'logic.condition',
      position: { x: 1, y: 0 },
      data: { parameters: { expression: '{{ start.well }} == true' } },
    },
    { id: 'note', type: 'data.set', position: { x: 2, y: 0 }, data: { parameters: { text: '{{ start.word }}' } } },
    {
      id: 'call',
      type: 'http.request',
      position: { x: 2, y: 1 },
      data: { parameters: { method: 'GET', url: 'https://nowhere.invalid/' } },
    },
  ],
  edges: [
    { id: 'w', source: 'start', target: 'waits', source_handle: null, target_handle: null },
    { id: 'x', source: 'waits', target: 'ask', source_handle: 'true', target_handle: null },
    { id: 'y', source: 'ask', target: 'note', source_handle: 'approved', target_handle: null },
    { id: 'a', source: 'waits', target: 'well', source_handle: 'false', target_handle: null },
    { id: 'b', source: 'well', target: 'note', source_handle: 'true', target_handle: null },
    { id: 'c', source: 'well', target: 'call', source_handle: 'false', target_handle: null },
  ],
};

export const RESOURCES: readonly ModelledResource[] = [
  {
    name: 'agents',
    path: '/api/v1/agents',
    text: 'name',
    sortsByText: true,
    create: withVisibility,
    update: withVisibility,
  },
  {
    name: 'prompts',
    path: '/api/v1/prompts',
    text: 'name',
    sortsByText: true,
    create: (draw) => valid({ ...named(draw), ...visibilityOf(draw), content: 'Write about {{topic}}.' }),
    update: withVisibility,
  },
  {
    name: 'providers',
    path: '/api/v1/providers',
    text: 'name',
    sortsByText: true,
    create: withVisibility,
    update: withVisibility,
  },
  {
    name: 'workflows',
    path: '/api/v1/workflows',
    text: 'name',
    sortsByText: true,
    create: (draw) => valid({ ...named(draw), ...visibilityOf(draw), status: 'active', ...GRAPH }),
    update: withVisibility,
  },
  {
    name: 'threads',
    path: '/api/v1/threads',
    text: 'name',
    sortsByText: true,
    create: (draw, model) => {
      const { key, isValid } = refer(draw, model, { name: 'agents', number: draw.second });
      return draw.flag
        ? { body: { ...named(draw), agent_uuid: key }, isValid }
        : valid({ ...named(draw), agent_uuid: null });
    },
    update: (draw) => valid(named(draw)),
  },
  {
    name: 'messages',
    path: '/api/v1/messages',
    text: 'content',
    sortsByText: false,
    create: (draw, model) => {
      const { key, isValid } = refer(draw, model, { name: 'threads', number: draw.second });
      return { body: { thread_uuid: key, content: draw.word, role: 'user' }, isValid };
    },
    update: (draw) => valid({ content: draw.word }),
  },
  {
    name: 'accounts',
    path: '/api/v1/accounts',
    text: 'provider_display_name',
    sortsByText: true,
    create: (draw, model) => {
      const { key, isValid: isKnown } = refer(draw, model, { name: 'providers', number: draw.second });
      const isValid = isKnown && model.rows.providers.get(String(key))?.fields['takesTokens'] !== false;
      const strategy = { provider_authentication_strategy: 'token', token: 'sk-demo-0000' };
      return { body: { provider_uuid: key, provider_display_name: draw.word, ...strategy }, isValid };
    },
    update: (draw) => valid({ provider_display_name: draw.word }),
  },
];

const NOWHERE = '00000000-0000-4000-8000-000000000000';
