import type { Node } from './graph.ts';

/** The properties that all nodes of one type share. */
export interface NodeType {
  readonly isTrigger: boolean;
  /** The named source handles that edges may start from. */
  readonly exits: readonly string[];
  /** Whether edges may also start from the unnamed handle (null). */
  readonly hasPlainExit: boolean;
  /** The default duration: a range in milliseconds. */
  readonly takes: readonly [min: number, max: number];
  /** The parameters that it knows; undefined when it takes others, too. */
  readonly parameters?: readonly string[];
}

/** Returns the properties of a node's type. */
export function typeOf({ type }: Node): NodeType {
  return NODE_TYPES[type];
}

/** Returns true for nodes that wait for a time or a person instead of working. */
export function isWait({ type }: Pick<Node, 'type'>): boolean {
  return type === 'logic.delay' || type === 'human.approval';
}

const trigger: NodeType = { isTrigger: true, exits: [], hasPlainExit: true, takes: [8, 17] };

const work = (min: number, max: number): NodeType => ({
  isTrigger: false,
  exits: ['error'],
  hasPlainExit: true,
  takes: [min, max],
});

const MINUTE = 60_000;

/** The properties of each type of node. The durations match those of the demo world's executions. */
export const NODE_TYPES: Readonly<Record<Node['type'], NodeType>> = {
  'trigger.webhook': trigger,
  'trigger.schedule': trigger,
  'trigger.manual': trigger,
  'agent.run': { ...work(2900, 4100), parameters: ['message'] },
  'prompt.run': work(1700, 2200),
  'tool.call': work(640, 880),
  'http.request': work(460, 560),
  'logic.condition': {
    ...work(4, 6),
    exits: ['true', 'false', 'error'],
    hasPlainExit: false,
    parameters: ['expression'],
  },
  'logic.loop': {
    ...work(3, 6),
    exits: ['loop', 'done', 'error'],
    hasPlainExit: false,
    parameters: ['items', 'times', 'max_rounds'],
  },
  'logic.merge': work(3, 3),
  'logic.delay': { ...work(0, 0), parameters: ['seconds', 'minutes', 'hours', 'days'] },
  'human.approval': { ...work(20 * MINUTE, 110 * MINUTE), exits: ['approved', 'rejected', 'error'] },
  'data.set': work(3, 5),
};
