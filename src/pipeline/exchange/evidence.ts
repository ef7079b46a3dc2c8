import type { Caller } from '../../behaviour/representation/caller.ts';
import type { AccessDecision } from '../../kernel/outcome.ts';
import type { ConsideredFault } from '../faults/model/fault.ts';
import type { OperationFacts } from './operation-facts.ts';
import type { Preference } from './stages.ts';
import type { WriteLog } from './write-log.ts';

/** The stages that a request is explained by, in their order. */
export const STAGES = [
  'match',
  'authenticate',
  'validate',
  'negotiate',
  'prefer',
  'faults',
  'source',
  'access',
  'cache',
  'check',
  'commit',
] as const;

/** The name of a stage. */
export type StageName = (typeof STAGES)[number];

/**
 * What the stages decided about a request, and the values that each decision used. It refers to no world and no
 * contract, so that it can be kept; it is told on demand.
 */
export interface Evidence {
  /** The last stage that began. */
  stage: Extract<StageName, 'match' | 'authenticate' | 'validate' | 'negotiate' | 'prefer' | 'faults' | 'source'>;
  operation: OperationFacts | undefined;
  /** The methods of a path that lacks the request's method. */
  methods: readonly string[];
  caller: Caller | undefined;
  preference: Preference | undefined;
  /** Every fault rule of the world, and why it did or did not hit. */
  faults: readonly ConsideredFault[];
  /** The name of the response source that responded. */
  source: string | undefined;
  access: AccessDecision | undefined;
  /** Whether the response came from the cache, or was stored in it. `unused`: the request was not looked up. */
  cache: 'unused' | 'missed' | 'stored' | 'hit';
  /** What the transactions of the request have written; undefined when none has committed. */
  writes: WriteLog | undefined;
}

/** Creates the evidence of a request that is not served from the cache. */
export function createEvidence(cache: Evidence['cache']): Evidence {
  return {
    stage: 'match',
    operation: undefined,
    methods: NONE,
    caller: undefined,
    preference: undefined,
    faults: NONE,
    source: undefined,
    access: undefined,
    cache,
    writes: undefined,
  };
}

/**
 * Returns the evidence that every request shares which is served with one cached response. A response is looked up in a
 * world without active faults only.
 */
export function toCachedEvidence(evidence: Evidence): Evidence {
  return Object.freeze({ ...evidence, cache: 'hit', faults: NONE, writes: undefined });
}

const NONE: readonly never[] = [];
