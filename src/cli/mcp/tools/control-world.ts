import { PRODUCT } from '../../../kernel/product.ts';
import { approve, listApprovals, reject } from '../../remote/approvals.ts';
import { advanceClock, freezeClock, resumeClock, showClock } from '../../remote/clock.ts';
import { addReply, listReplies, removeReply } from '../../remote/traffic/replies.ts';
import type { Shown } from '../../remote/run-remote.ts';
import { resetSandbox } from '../../remote/sandboxes.ts';
import { activateScenario, goToNextStep, goToPreviousStep, listScenarios } from '../../remote/scenarios.ts';
import { listSnapshots, restoreSnapshot, saveSnapshot } from '../../remote/snapshots.ts';
import { toFields } from '../../terminal/text-table.ts';
import { defineTool, nameArgument, type Tool, type ToolContext } from './tool.ts';
import { ToolError } from './tool-error.ts';

/** The arguments besides the action. */
interface ActionInput {
  readonly name?: string;
  readonly step?: number;
  readonly keep_data?: boolean;
  readonly duration?: string;
  readonly time?: string;
  readonly text?: string;
  readonly when?: string;
  readonly by?: string;
}

interface Action {
  /** The arguments that it needs, with a value as an example, and those that it may have. */
  readonly needs?: ActionInput;
  readonly allows?: readonly (keyof ActionInput)[];
  /** Whether the world has another state afterwards, in which tokens of before may be unknown. */
  readonly replacesState?: true;
  readonly run: (input: ActionInput, context: ToolContext) => Promise<Shown>;
}

const ACTIONS = {
  show: { run: (_, context) => Promise.resolve(show(context)) },
  reset: {
    replacesState: true,
    run: (_, { toCall, sandbox }) => resetSandbox(toCall({ operands: [sandbox], options: {} })),
  },
  list_snapshots: { run: (_, { toCall }) => listSnapshots(toCall({ options: {} })) },
  save_snapshot: {
    needs: { name: 'before' },
    run: ({ name = '' }, { toCall }) => saveSnapshot(toCall({ operands: [name], options: { replace: true } })),
  },
  restore_snapshot: {
    needs: { name: 'before' },
    replacesState: true,
    run: ({ name = '' }, { toCall }) => restoreSnapshot(toCall({ operands: [name], options: {} })),
  },
  list_scenarios: { run: (_, { toCall }) => listScenarios(toCall({ options: {} })) },
  activate_scenario: {
    needs: { name: 'empty' },
    allows: ['step', 'keep_data'],
    replacesState: true,
    run: ({ name = '', step, keep_data: keepData = false }, { toCall }) =>
      activateScenario(toCall({ operands: [name], options: { step, keepData } })),
  },
  next_step: { replacesState: true, run: (_, { toCall }) => goToNextStep(toCall({ options: {} })) },
  previous_step: { replacesState: true, run: (_, { toCall }) => goToPreviousStep(toCall({ options: {} })) },
  show_clock: { run: (_, { toCall }) => showClock(toCall({ options: {} })) },
  advance_clock: {
    needs: { duration: 'PT1H' },
    run: ({ duration = '' }, { toCall }) => advanceClock(toCall({ operands: [duration], options: {} })),
  },
  freeze_clock: {
    allows: ['time'],
    run: ({ time }, { toCall }) => freezeClock(toCall({ operands: time === undefined ? [] : [time], options: {} })),
  },
  resume_clock: { run: (_, { toCall }) => resumeClock(toCall({ options: {} })) },
  list_replies: { run: (_, { toCall }) => listReplies(toCall({ options: {} })) },
  add_reply: {
    needs: { text: 'Approved.' },
    allows: ['when'],
    run: ({ text = '', when }, { toCall }) =>
      addReply(toCall({ operands: [text], options: { when, body: undefined } })),
  },
  list_approvals: { run: (_, { toCall }) => listApprovals(toCall({ options: {} })) },
  approve: {
    needs: { name: 'a1b2c3' },
    allows: ['by'],
    run: ({ name = '', by }, { toCall }) => approve(toCall({ operands: [name], options: { by } })),
  },
  reject: {
    needs: { name: 'a1b2c3' },
    allows: ['by'],
    run: ({ name = '', by }, { toCall }) => reject(toCall({ operands: [name], options: { by } })),
  },
  remove_replies: { run: (_, { toCall }) => removeReply(toCall({ operands: ['all'], options: {} })) },
} as const satisfies Readonly<Record<string, Action>>;

const ACTION_NAMES = Object.keys(ACTIONS) as readonly (keyof typeof ACTIONS)[];

/** Resets and saves the world, moves its time, and puts it into situations. */
export const CONTROL_WORLD: Tool = defineTool({
  name: 'control_world',
  title: 'Control the sandbox',
  description:
    'Controls the sandbox: reset it to its beginning; save and restore its state under a name; list and activate scenarios (prepared situations, some with steps); show, advance, freeze and resume its time, which lets scheduled work happen; decide what is answered in place of a model (replies), and what waits for a person (approvals). show tells the address of the server, and how a front end reaches the sandbox.',
  effect: 'changes',
  properties: {
    action: { type: 'string', enum: ACTION_NAMES, description: 'What to do.' },
    name: nameArgument('The snapshot, the scenario, or the id of an approval.'),
    step: { type: 'integer', minimum: 1, maximum: 1000, description: 'The step of a scenario to begin with.' },
    keep_data: { type: 'boolean', description: 'Whether a scenario keeps the records and the time.' },
    duration: {
      type: 'string',
      pattern: '^([0-9]{1,12}|P[0-9A-Z.]{1,40})$',
      description: 'How far to advance the clock: PT1H, P1D, or milliseconds.',
    },
    time: { type: 'string', minLength: 1, maxLength: 40, description: 'When to freeze: 2030-01-01T09:00:00Z.' },
    text: { type: 'string', minLength: 1, maxLength: 10_000, description: 'The text of the reply.' },
    when: { type: 'string', minLength: 1, maxLength: 1000, description: 'Reply only to input with this text.' },
    by: { type: 'string', minLength: 1, maxLength: 255, description: 'Who decides (default: the assignee).' },
  },
  required: ['action'],
  run: async ({ action, ...input }, context) => {
    const chosen: Action = ACTIONS[action];
    const { needs = {}, allows = [] } = chosen;
    const missing = Object.keys(needs).filter((name) => !(name in input));
    const unused = Object.keys(input).filter((name) => !(name in needs) && !allows.some((allowed) => allowed === name));
    if (missing.length > 0 || unused.length > 0) {
      const kept = Object.fromEntries(Object.entries(input).filter(([name]) => !unused.includes(name)));
      throw new ToolError(
        [
          ...missing.map((name) => `${action} needs ${name}.`),
          ...unused.map((name) => `${action} takes no ${name}.`),
        ].join(' '),
        { nearest: { tool: CONTROL_WORLD.name, arguments: { action, ...needs, ...kept } } },
      );
    }
    const shown = await chosen.run(input, context);
    if (chosen.replacesState === true) context.forgetTokens();
    return shown;
  },
});

function show({ url, sandbox }: ToolContext): Shown {
  const data = {
    url,
    sandbox,
    header: `${PRODUCT.sandboxHeader}: ${sandbox}`,
    base_url: `${url}/__sandbox/${sandbox}`,
    cookie: `${PRODUCT.sandboxCookie}=${sandbox}`,
    console: `${url}/__admin/console/`,
  };
  const note =
    'A request reaches the sandbox by one of header, base_url and cookie. Without it, it reaches the baseline.';
  return { data: { ...data, note }, text: `${toFields(data)}\n${note}\n` };
}
