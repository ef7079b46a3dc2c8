import { toPath, type Call } from '../api/call.ts';
import type { Scenario } from '../api/types.ts';
import { listContractOperations } from '../contract/operations.ts';
import { FREEZE, RESUME, toAdvance } from '../home/clock-calls.ts';
import type { Console, Done } from '../state/console.ts';
import type { ParamChanges } from '../state/route.ts';
import type { ScreenEntry } from './screens.ts';

/** Something that the palette offers. */
export interface Command {
  readonly title: string;
  /** Other words that find it, in lower case. */
  readonly words?: string;
  readonly kind: 'screen' | 'task' | 'action' | 'scenario' | 'operation';
  readonly run: () => void;
}

interface Task extends Pick<Command, 'title'> {
  readonly words: string;
  readonly screen: string;
  readonly params?: ParamChanges;
}

/** Returns everything that the palette offers. */
export function listCommands(
  console: Console,
  screens: readonly ScreenEntry[],
  scenarios: readonly Scenario[],
): readonly Command[] {
  return [
    ...listPlaces(console, screens),
    ...listActions(console),
    ...scenarios.map(({ name, title }) =>
      toAction(console, {
        title: `Scenario: ${title}`,
        kind: 'scenario',
        call: { method: 'POST', path: toPath`/__admin/scenarios/${name}/activate` },
        done: `${title} is active.`,
      }),
    ),
    ...listOfOperations(console),
  ];
}

/** Returns the screens, and what people want to do there. */
function listPlaces({ go, client }: Console, screens: readonly ScreenEntry[]): readonly Command[] {
  const tasks = TASKS.filter(({ screen }) => screens.some(({ name }) => name === screen));
  const open = (path: string) => () => window.open(client.root + path);
  return [
    ...screens.map(({ name, title, words }) => ({ title, words, kind: 'screen', run: () => go(name) }) as const),
    ...tasks.map(
      ({ title, words, screen, params }) => ({ title, words, kind: 'task', run: () => go(screen, params) }) as const,
    ),
    { title: 'Open the API reference', kind: 'screen', run: open('/__admin/contract') },
    { title: 'Open the control plane’s reference', kind: 'screen', run: open('/__admin/docs') },
  ];
}

function listActions(console: Console): readonly Command[] {
  const action = (title: string, call: Call, done: Done): Command =>
    toAction(console, { title, kind: 'action', call, done });
  return [
    action('Reset the world', { method: 'POST', path: '/__admin/reset' }, 'The world is as it was at first.'),
    toAction(console, { title: 'Freeze the clock', kind: 'action', ...FREEZE }),
    toAction(console, { title: 'Let the clock run', kind: 'action', ...RESUME }),
    toAction(console, {
      title: 'Move the clock by an hour',
      kind: 'action',
      ...toAdvance(console, { duration: 'PT1H' }),
    }),
    toAction(console, { title: 'Move the clock by a day', kind: 'action', ...toAdvance(console, { duration: 'P1D' }) }),
    action('Delete every fault', { method: 'DELETE', path: '/__admin/faults' }, 'There are no faults.'),
    action('Forget the recorded requests', { method: 'DELETE', path: '/__admin/requests' }, 'The log is empty.'),
    action('Go to the next step', { method: 'POST', path: '/__admin/scenarios/next' }, 'The story went on.'),
    action('Go to the previous step', { method: 'POST', path: '/__admin/scenarios/previous' }, 'The story went back.'),
    { title: 'Enter the admin token', kind: 'action', run: console.askToken },
  ];
}

interface Sent extends Pick<Command, 'title' | 'kind'> {
  readonly call: Call;
  /** What is told when it is done. */
  readonly done: Done;
  readonly onDone?: (body: unknown) => void;
}

function toAction({ perform }: Console, { title, kind, call, done, onDone }: Sent): Command {
  return { title, kind, run: () => void perform(call, done, onDone) };
}

/** Returns what can be seen of, and done to, each operation of the contract. */
function listOfOperations({ go, contract }: Console): readonly Command[] {
  return listContractOperations(contract).flatMap(({ id, method, path }) => {
    const words = `${method} ${path}`.toLowerCase();
    return [
      { title: `Requests of ${id}`, words, kind: 'operation', run: () => go('traffic', { operation: id }) },
      { title: `Make ${id} fail`, words, kind: 'operation', run: () => go('faults', { q: id }) },
    ] as const;
  });
}

/**
 * Returns the commands whose titles or other words have every word of a text: those that their titles find come first.
 * Operations are many: they are offered once something is typed.
 */
export function findCommands(commands: readonly Command[], text: string): readonly Command[] {
  const terms = text
    .toLowerCase()
    .split(/\s+/)
    .filter((term) => term !== '');
  if (terms.length === 0) return commands.filter(({ kind }) => kind !== 'operation');
  const byTitle = commands.filter(({ title }) => hasAll(title.toLowerCase(), terms));
  const byWords = commands.filter(
    (command) => !byTitle.includes(command) && hasAll(`${command.title.toLowerCase()} ${command.words ?? ''}`, terms),
  );
  return [...byTitle, ...byWords].slice(0, MAX_FOUND);
}

function hasAll(text: string, terms: readonly string[]): boolean {
  return terms.every((term) => text.includes(term));
}

/** What people want to do, where a screen does it. */
const TASKS: readonly Task[] = [
  { title: 'Approve or reject a waiting run', words: 'approval', screen: 'runs' },
  {
    title: 'See why requests were rejected',
    words: '400 401 403 404 409 422 429 explain error',
    screen: 'traffic',
    params: { status: '4' },
  },
  { title: 'See which requests failed', words: '500 502 503 504 error', screen: 'traffic', params: { status: '5' } },
  { title: 'Compare two requests', words: 'difference diff', screen: 'traffic' },
  { title: 'Edit a record, or undo an edit', words: 'change delete', screen: 'data' },
  { title: 'Make a sandbox', words: 'new world fork', screen: 'worlds' },
  { title: 'Compare two worlds', words: 'difference diff sandbox', screen: 'worlds' },
  { title: 'Make requests fail', words: '429 500 503 fault slow latency', screen: 'faults' },
  { title: 'Save or restore a snapshot', words: 'state', screen: '' },
];
const MAX_FOUND = 50;
