import type { CommandSpec } from '../terminal/command-spec.ts';
import { bodyOption, switchOption, textOption } from '../terminal/own-options.ts';
import { ask } from './ask.ts';

const BY_OPTION = { by: textOption('--by', 'name', 'Who decides (default: the assignee)') } as const;

/** The commands of a world: its records, its saved states, its time and what waits in it. */
export const WORLD_COMMANDS: readonly CommandSpec[] = [
  ask({
    name: 'state get',
    description: 'Show the collections, the records of one, or one record',
    operands: ['[collection]', '[key]'],
    load: async () => (await import('../remote/state.ts')).getState,
  }),
  ask({
    name: 'state patch',
    description: 'Change fields of a record, or records of a collection',
    operands: ['<collection>', '[key]', '[name=value…]'],
    options: { body: bodyOption('of the changes') },
    load: async () => (await import('../remote/state.ts')).patchState,
  }),
  ask({
    name: 'sandbox list',
    description: 'List the sandboxes',
    load: async () => (await import('../remote/sandboxes.ts')).listSandboxes,
  }),
  ask({
    name: 'sandbox fork',
    description: 'Create a sandbox that begins with what another one has now',
    operands: ['<name|baseline>', '[new-name]'],
    load: async () => (await import('../remote/sandboxes.ts')).forkSandbox,
  }),
  ask({
    name: 'sandbox reset',
    description: 'Restore the initial state of a sandbox, or of the baseline',
    operands: ['<name|baseline>'],
    load: async () => (await import('../remote/sandboxes.ts')).resetSandbox,
  }),
  ask({
    name: 'sandbox diff',
    description: 'List the records that differ in a state from those of another, by default the baseline',
    operands: ['<to>', '[from]'],
    options: { collection: textOption('--collection', 'name', 'Compare this collection only') },
    load: async () => (await import('../remote/sandboxes.ts')).diffSandboxes,
  }),
  ask({
    name: 'sandbox forget',
    description: 'Delete a sandbox',
    operands: ['<name>'],
    load: async () => (await import('../remote/sandboxes.ts')).forgetSandbox,
  }),
  ask({
    name: 'snapshot list',
    description: 'List the snapshots of a running server',
    load: async () => (await import('../remote/snapshots.ts')).listSnapshots,
  }),
  ask({
    name: 'snapshot save',
    description: 'Save the state of a running server under a name',
    operands: ['<name>'],
    options: { replace: switchOption('--replace', 'Replace a snapshot of the same name') },
    load: async () => (await import('../remote/snapshots.ts')).saveSnapshot,
  }),
  ask({
    name: 'snapshot restore',
    description: 'Return a running server to a saved state',
    operands: ['<name>'],
    load: async () => (await import('../remote/snapshots.ts')).restoreSnapshot,
  }),
  ask({
    name: 'clock show',
    description: 'Show the time of the world',
    load: async () => (await import('../remote/clock.ts')).showClock,
  }),
  ask({
    name: 'clock advance',
    description: 'Advance the clock by milliseconds or a duration such as PT1H, and do the work that becomes due',
    operands: ['<duration>'],
    load: async () => (await import('../remote/clock.ts')).advanceClock,
  }),
  ask({
    name: 'clock freeze',
    description: 'Stop the clock, at a time such as 2030-01-01T09:00:00Z, at a date or at the current one',
    operands: ['[time]'],
    load: async () => (await import('../remote/clock.ts')).freezeClock,
  }),
  ask({
    name: 'clock resume',
    description: 'Let the time pass again',
    load: async () => (await import('../remote/clock.ts')).resumeClock,
  }),
  ask({
    name: 'approval list',
    description: 'List what waits for a person, such as an execution at an approval, and until when',
    load: async () => (await import('../remote/approvals.ts')).listApprovals,
  }),
  ask({
    name: 'approval approve',
    description: 'Approve what waits; its work goes on immediately',
    operands: ['<id>'],
    options: BY_OPTION,
    load: async () => (await import('../remote/approvals.ts')).approve,
  }),
  ask({
    name: 'approval reject',
    description: 'Reject what waits; its work goes on immediately',
    operands: ['<id>'],
    options: BY_OPTION,
    load: async () => (await import('../remote/approvals.ts')).reject,
  }),
];
