import type { JsonObject, JsonValue } from '../../../kernel/json/json.ts';
import type { Chance } from '../../responder/model/chance.ts';
import { parametersOf, type Graph } from '../graph/graph.ts';
import { referencesIn, toSteps } from '../graph/variables.ts';

/** The inputs of synthesis. */
export interface SynthesisContext {
  readonly graph: Graph;
  readonly chance: Chance;
  /** How many times the step has run, this run included. */
  readonly round: number;
  /** The number that the step's answer starts with, or undefined when it starts with none. */
  readonly leading: number | undefined;
}

/**
 * Synthesizes the fields of a step's output that other steps refer to (`{{ grade.value }}`) and that only a real
 * service could know. The type of each follows from its use. All numbers of one step are equal, so that a count matches
 * the number that is expected.
 */
export function synthesizeFields(node: string, known: JsonObject, context: SynthesisContext): JsonObject {
  const uses = usesOf(node, context.graph).filter(({ field }) => !Object.hasOwn(known, field));
  return Object.fromEntries(uses.map((use) => [use.field, toValue(use, context)]));
}

/** How other nodes use a field: compared with a number, iterated as a list, or inserted into a text. */
interface Use {
  readonly field: string;
  readonly as: 'number' | 'list' | 'text';
}

function usesOf(node: string, graph: Graph): readonly Use[] {
  const uses = new Map<string, Use>();
  for (const other of graph.nodes) {
    const parameters = parametersOf(other);
    for (const [name, value] of Object.entries(parameters)) {
      for (const reference of referencesIn(value)) {
        const field = fieldOf(reference, node);
        if (field === undefined || uses.get(field)?.as === 'list') continue;
        uses.set(field, { field, as: kindOf(name, field, value) });
      }
    }
  }
  return [...uses.values()];
}

function fieldOf(reference: string, node: string): string | undefined {
  if (!reference.startsWith(`${node}.`)) return undefined;
  return toSteps(reference.slice(node.length + 1))[0];
}

function kindOf(parameter: string, field: string, value: JsonValue): Use['as'] {
  if (LISTS.has(parameter)) return 'list';
  const isCompared =
    parameter === 'expression' &&
    typeof value === 'string' &&
    !/["']|\b(?:contains|in|starts_with|ends_with|true|false)\b/.test(value);
  return isCompared || NUMBERS.test(field) ? 'number' : 'text';
}

function toValue({ field, as }: Use, { chance, round, leading }: SynthesisContext): JsonValue {
  if (field === 'round') return round;
  if (as === 'number') return leading ?? chance.number('number', 1, 100);
  if (as === 'list') return Array.from({ length: chance.number(field, 2, 3) }, (_, index) => toItem(index, chance));
  return toText(field, chance);
}

/** Returns a list item with the fields that workflows commonly read: who does what by when. */
function toItem(index: number, chance: Chance): JsonObject {
  const key = (name: string): string => `item/${index}/${name}`;
  return {
    id: index + 1,
    name: `Item ${index + 1}`,
    title: `Item ${index + 1}`,
    what: chance.pick(key('what'), [
      'Answer the customer',
      'Check the figures',
      'Write it down',
      'Order a replacement',
    ]),
    who: chance.pick(key('who'), ['Ada', 'Ben', 'Priya', 'Noor']),
    due: chance.pick(key('due'), ['Monday', 'Wednesday', 'Friday']),
    value: chance.number(key('value'), 1, 100),
  };
}

function toText(field: string, chance: Chance): JsonValue {
  const number = chance.number(field, 1000, 9999);
  if (/^(?:is|has|was|can)_/.test(field)) return true;
  if (/url|link/.test(field)) return `https://example.com/${field.replaceAll('_', '-')}/${number}`;
  if (/email/.test(field)) return 'ada.park@example.com';
  if (field.endsWith('id') || field.endsWith('key')) return `${field.charAt(0).toUpperCase()}-${number}`;
  return chance.pick(`${field}/word`, ['standard', 'approved', 'delivery', 'second look']);
}

const LISTS: ReadonlySet<string> = new Set(['for_each', 'items']);
const NUMBERS =
  /^(?:value|score|rating|stars|priority|count|total|sum|amount|number|rows|won|differences|expected|probability|confidence)$|_(?:count|rate|eur|usd|percent|total)$/;
