import type { OwnOptions, OwnValues } from '../../config/parse-own-options.ts';
import type { ServerCall, Shown } from '../remote/run-remote.ts';
import { defineCommand, type CommandSpec } from '../terminal/command-spec.ts';
import { bodyOption, countOption, OUTPUT_OPTIONS, switchOption, textOption } from '../terminal/own-options.ts';

/** The commands that ask a running server: each is a client of its control plane, or of the simulated API. */
export const SERVER_COMMANDS: readonly CommandSpec[] = [
  ask({
    name: 'requests',
    description: 'List the recorded requests',
    options: {
      operation: textOption('--operation', 'id', 'Requests of this operation'),
      status: textOption('--status', 'status', 'Requests with this status: 404, or a class such as 4XX'),
      method: textOption('--method', 'method', 'Requests of this method'),
      path: textOption('--path', 'text', 'Requests whose path contains this text'),
      limit: countOption('--limit', 'number', 'How many requests to list, the newest ones (default: 100)'),
    },
    load: async () => (await import('../remote/requests.ts')).listRequests,
  }),
  ask({
    name: 'explain',
    description: 'Tell what each stage did with a request, by default with the newest one, and why',
    operands: ['[request-id]'],
    load: async () => (await import('../remote/requests.ts')).explainRequest,
  }),
  ask({
    name: 'call',
    description: 'Call an operation of the simulated API by its operationId',
    accepts: ['token'],
    operands: ['<operation>', '[name=value…]'],
    options: { body: bodyOption('of the request') },
    load: async () => (await import('../remote/call-operation.ts')).callOperation,
  }),
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
    description: 'List the records that differ from another state, by default from the baseline',
    operands: ['<name>', '[from]'],
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
    name: 'fault list',
    description: 'List the faults',
    load: async () => (await import('../remote/faults.ts')).listFaults,
  }),
  ask({
    name: 'fault add',
    description: 'Let requests fail: status, latency, drop, truncate, malformed, slow_body or rate_limit',
    operands: ['[kind]'],
    options: {
      operation: textOption('--operation', 'id', 'Requests of this operation; by default of every operation'),
      method: textOption('--method', 'method', 'Requests of this method'),
      path: textOption('--path', 'path', 'Requests of this path, as the contract declares it'),
      status: countOption('--status', 'number', 'The status of the kind status, such as 503'),
      delay: countOption('--delay', 'ms', 'The delay of the kind latency, in milliseconds'),
      times: countOption('--times', 'number', 'How many requests fail (default: all)'),
      body: bodyOption('of the complete fault'),
    },
    load: async () => (await import('../remote/faults.ts')).addFault,
  }),
  ask({
    name: 'fault remove',
    description: 'Delete a fault, or all faults',
    operands: ['<id|all>'],
    load: async () => (await import('../remote/faults.ts')).removeFault,
  }),
  ask({
    name: 'scenario list',
    description: 'List the scenarios; * marks the active one',
    load: async () => (await import('../remote/scenarios.ts')).listScenarios,
  }),
  ask({
    name: 'scenario activate',
    description: 'Reset the world, and put it into the situation of a scenario',
    operands: ['<name>'],
    options: {
      step: countOption('--step', 'number', 'The step to begin with (default: the first)'),
      keepData: switchOption('--keep-data', 'Keep the records and the time'),
    },
    load: async () => (await import('../remote/scenarios.ts')).activateScenario,
  }),
  ask({
    name: 'scenario next',
    description: 'Go to the next step of the active scenario',
    load: async () => (await import('../remote/scenarios.ts')).goToNextStep,
  }),
  ask({
    name: 'scenario previous',
    description: 'Go back to the previous step of the active scenario',
    load: async () => (await import('../remote/scenarios.ts')).goToPreviousStep,
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
    description: 'Stop the clock, at a time such as 2030-01-01T09:00:00Z or at the current one',
    operands: ['[time]'],
    load: async () => (await import('../remote/clock.ts')).freezeClock,
  }),
  ask({
    name: 'clock resume',
    description: 'Let the time pass again',
    load: async () => (await import('../remote/clock.ts')).resumeClock,
  }),
  ask({
    name: 'reply list',
    description: 'List the reply rules',
    load: async () => (await import('../remote/replies.ts')).listReplies,
  }),
  ask({
    name: 'reply add',
    description: 'Decide what is answered in place of a model, before all other rules',
    operands: ['[text]'],
    options: {
      when: textOption('--when', 'text', 'Only if the input contains this text'),
      body: bodyOption('of the complete rule'),
    },
    load: async () => (await import('../remote/replies.ts')).addReply,
  }),
  ask({
    name: 'reply remove',
    description: 'Delete a reply rule, or all of them',
    operands: ['<id|all>'],
    load: async () => (await import('../remote/replies.ts')).removeReply,
  }),
  ask({
    name: 'reply try',
    description: 'Show what is answered to a text, and which rule decides it',
    operands: ['<text>'],
    options: { to: textOption('--to', 'name', 'The name or uuid of who is asked') },
    load: async () => (await import('../remote/replies.ts')).tryReply,
  }),
];

/** A command that asks a running server. `load` loads the code that does it. */
interface NewServerCommand<Options extends OwnOptions> {
  readonly name: string;
  readonly description: string;
  readonly accepts?: CommandSpec['accepts'];
  readonly operands?: readonly string[];
  readonly options?: Options;
  readonly load: () => Promise<(call: ServerCall<OwnValues<Options>>) => Promise<Shown>>;
}

function ask<const Options extends OwnOptions = Record<never, never>>({
  accepts = [],
  options,
  load,
  ...rest
}: NewServerCommand<Options>): CommandSpec {
  return defineCommand({
    ...rest,
    accepts: ['url', 'sandbox', 'adminToken', ...accepts],
    options: { ...options, ...OUTPUT_OPTIONS },
    run: async (input) => {
      const { runRemote } = await import('../remote/run-remote.ts');
      // The values are those of both: `options` and OUTPUT_OPTIONS.
      return runRemote(input, (await load()) as (call: ServerCall) => Promise<Shown>);
    },
  });
}
