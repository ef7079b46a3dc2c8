import type { Checkpoint } from '../port/store.ts';
import type { World } from '../port/world.ts';
import { NOT_USED, type LoadedSandbox } from './loaded-sandbox.ts';
import { createSandboxJournal, FORKED_STATE } from './sandbox-journal.ts';
import type { SharedWorldsOptions } from './shared-worlds-options.ts';

/** Options of a candidate. */
export interface CandidateOptions extends Pick<SharedWorldsOptions, 'baseline' | 'sandboxes' | 'createWorld'> {
  /** The state of the baseline that it begins with, and the revision of that state. */
  readonly base: Checkpoint;
  readonly revision: object;
  /** Whether the contract was changed since it was created. */
  readonly isOutdated: (candidate: LoadedSandbox) => boolean;
  /** Called with the state that a reset returns to. */
  readonly setResetPoint: (world: World, point: Checkpoint) => void;
}

/** Creates a world that becomes a sandbox of the log when it is entered or written to. */
export function createCandidate(name: string, options: CandidateOptions): LoadedSandbox {
  const { baseline, sandboxes, createWorld, base, revision, isOutdated, setResetPoint } = options;
  // What it writes conforms to the contract of its creation, whatever is reloaded meanwhile.
  const { schema } = sandboxes;
  const candidate: LoadedSandbox = { ...NOT_USED, world: baseline };
  candidate.journal = createSandboxJournal(async () => {
    if (isOutdated(candidate)) throw new Error('the contract was reloaded since the request began');
    const { entry } = await sandboxes.create(name, base, revision);
    candidate.incarnation = entry.incarnation;
    const begun = await sandboxes.open(name, entry, schema);
    setResetPoint(candidate.world, begun.base);
    const otherBase = begun.base === base ? undefined : () => begun.base.snapshot();
    return { journal: begun.journal, base: entry.base, otherBase };
  });
  candidate.world = createWorld(name, baseline.store.fork(base, candidate.journal, FORKED_STATE));
  setResetPoint(candidate.world, base);
  return candidate;
}
