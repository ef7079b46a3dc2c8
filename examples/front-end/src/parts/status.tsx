import type { JSX } from 'preact';
import type { Execution } from '../api.ts';
import { toTitle } from '../format.ts';
import { Icon, type IconName } from './icon.tsx';

/** The status of an execution, or of one of its steps; `idle` for a step that has not run. */
export type Status = Execution['status'] | 'idle';

const ICONS: Readonly<Partial<Record<string, IconName>>> = {
  success: 'check',
  error: 'cross',
  crashed: 'cross',
  canceled: 'cross',
  waiting: 'person',
};

/** Shows a status as a coloured sign, without words. */
export function StatusSign({ status }: { status: Status }): JSX.Element {
  const icon = ICONS[status];
  return (
    <span class={`sign ${status}`} aria-hidden="true">
      {icon ? <Icon name={icon} /> : <span class="dot" />}
    </span>
  );
}

/** Shows a status in words. `active` and `draft` of agents and workflows have a colour too. */
export function Badge({ status }: { status: string }): JSX.Element {
  return <span class={`badge ${status}`}>{toTitle(status)}</span>;
}
