import { toPath, type Call } from '../api/call.ts';
import type { Scenario } from '../api/types.ts';
import type { Console } from '../state/console.ts';
import type { ScreenEntry } from './screens.ts';

/** Something that the palette offers. */
export interface Command {
  readonly title: string;
  readonly kind: 'screen' | 'action' | 'scenario';
  readonly run: () => void;
}

/** Returns everything that the palette offers. */
export function listCommands(
  { go, perform, client, askToken }: Console,
  screens: readonly ScreenEntry[],
  scenarios: readonly Scenario[],
): readonly Command[] {
  const action = (title: string, call: Call, done: string): Command => ({
    title,
    kind: 'action',
    run: () => void perform(call, done),
  });
  return [
    ...screens.map(({ name, title }) => ({ title, kind: 'screen', run: () => go(name) }) as const),
    action('Reset the world', { method: 'POST', path: '/__admin/reset' }, 'The world is as it was at first.'),
    action('Freeze the clock', { method: 'POST', path: '/__admin/clock/freeze' }, 'The clock stands still.'),
    action('Let the clock run', { method: 'POST', path: '/__admin/clock/resume' }, 'The clock runs.'),
    action('Move the clock by an hour', advance('PT1H'), 'It is an hour later.'),
    action('Move the clock by a day', advance('P1D'), 'It is a day later.'),
    action('Delete every fault', { method: 'DELETE', path: '/__admin/faults' }, 'There are no faults.'),
    action('Forget the recorded requests', { method: 'DELETE', path: '/__admin/requests' }, 'The log is empty.'),
    action('Go to the next step', { method: 'POST', path: '/__admin/scenarios/next' }, 'The story went on.'),
    action('Go to the previous step', { method: 'POST', path: '/__admin/scenarios/previous' }, 'The story went back.'),
    { title: 'Open the API reference', kind: 'screen', run: () => window.open(`${client.root}/__admin/contract`) },
    {
      title: 'Open the control plane’s reference',
      kind: 'screen',
      run: () => window.open(`${client.root}/__admin/docs`),
    },
    { title: 'Enter the admin token', kind: 'action', run: askToken },
    ...scenarios.map(
      ({ name, title }) =>
        ({
          title: `Scenario: ${title}`,
          kind: 'scenario',
          run: () =>
            void perform({ method: 'POST', path: toPath`/__admin/scenarios/${name}/activate` }, `${title} is active.`),
        }) as const,
    ),
  ];
}

/** Returns the commands whose titles have every word of a text. */
export function findCommands(commands: readonly Command[], text: string): readonly Command[] {
  const words = text.toLowerCase().split(/\s+/);
  return commands.filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)));
}

function advance(duration: string): Call {
  return { method: 'POST', path: '/__admin/clock/advance', body: { duration } };
}
