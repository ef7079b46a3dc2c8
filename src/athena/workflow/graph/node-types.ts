import type { Node } from './graph.ts';

/** What a kind of step is like. */
export interface NodeType {
  readonly isTrigger: boolean;
  /** The exits that have a name. */
  readonly exits: readonly string[];
  /** Whether it has one without. */
  readonly hasPlainExit: boolean;
  /** The least and the most milliseconds that it takes, where nothing says otherwise. */
  readonly takes: readonly [least: number, most: number];
}

/** The kind of a step. */
export function typeOf({ type }: Node): NodeType {
  return NODE_TYPES[type];
}

/** Whether a step waits, instead of working. */
export function isWait({ type }: Pick<Node, 'type'>): boolean {
  return type === 'logic.delay' || type === 'human.approval';
}

const trigger: NodeType = { isTrigger: true, exits: [], hasPlainExit: true, takes: [8, 17] };

const work = (least: number, most: number): NodeType => ({
  isTrigger: false,
  exits: ['error'],
  hasPlainExit: true,
  takes: [least, most],
});

const MINUTE = 60_000;

/** As long as the steps of the demo world took. */
const NODE_TYPES: Readonly<Record<Node['type'], NodeType>> = {
  'trigger.webhook': trigger,
  'trigger.schedule': trigger,
  'trigger.manual': trigger,
  'agent.run': work(2900, 4100),
  'prompt.run': work(1700, 2200),
  'tool.call': work(640, 880),
  'http.request': work(460, 560),
  'logic.condition': { ...work(4, 6), exits: ['true', 'false', 'error'], hasPlainExit: false },
  'logic.loop': { ...work(3, 6), exits: ['loop', 'done', 'error'], hasPlainExit: false },
  'logic.merge': work(3, 3),
  'logic.delay': work(0, 0),
  'human.approval': { ...work(20 * MINUTE, 110 * MINUTE), exits: ['approved', 'rejected', 'error'] },
  'data.set': work(3, 5),
};
