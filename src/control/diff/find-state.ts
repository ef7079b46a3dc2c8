import { Problem } from '../../kernel/problem.ts';
import { BASELINE } from '../../kernel/sandbox-name.ts';
import type { StoreSnapshot } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import type { Worlds } from '../../store/port/worlds.ts';
import { findNamedWorld } from '../world/find-named-world.ts';
import { findInitialState } from '../world/reset-world.ts';
import { readSnapshot } from '../world/save-snapshots.ts';
import type { SnapshotStores } from '../world/snapshot-stores.ts';

/** Dependencies of `findState`. */
export interface FindStateDeps {
  readonly worlds: Worlds;
  readonly snapshotStores: SnapshotStores;
}

/** What names a state, and the query parameter that it was sent in. */
export interface StateReference {
  readonly name: string;
  readonly parameter: string;
  /** The world whose snapshots are meant. The baseline's are found in every world. */
  readonly world: World;
  /** Whether a sandbox that was not used yet is its starting state; otherwise it does not exist. */
  readonly mayBeUnused?: boolean;
}

/**
 * Returns the state that is named `baseline`, `fixtures` (what a reset of the baseline restores), `sandbox:NAME` or
 * `snapshot:NAME`. Throws a Problem that says what there is when it does not exist.
 */
export async function findState(reference: StateReference, deps: FindStateDeps): Promise<StoreSnapshot> {
  const { name, world } = reference;
  if (name === BASELINE) return readLatest(deps.worlds.baseline);
  if (name === 'fixtures') return (await findInitialState(deps.worlds.baseline, deps)).snapshot();
  const [, kind, rest = ''] = NAMED.exec(name) ?? [];
  if (kind === 'sandbox') return readSandbox(rest, deps.worlds, reference.mayBeUnused === true);
  if (kind === 'snapshot') return readNamedSnapshot(rest, world, deps.snapshotStores);
  throw toInvalid(reference);
}

/** Returns the present state of a world, with what other replicas have written. */
async function readLatest({ store }: World): Promise<StoreSnapshot> {
  await store.log.catchUp();
  return store.snapshot();
}

async function readSandbox(name: string, worlds: Worlds, mayBeUnused: boolean): Promise<StoreSnapshot> {
  const world = name === BASELINE ? undefined : await findNamedWorld(name, worlds);
  if (world !== undefined) return readLatest(world);
  // It would begin as a copy of the baseline.
  if (mayBeUnused) return readLatest(worlds.baseline);
  throw toMissingSandbox(name, worlds);
}

/** Returns the Problem of a sandbox that does not exist, which lists those that do. */
export function toMissingSandbox(name: string, worlds: Pick<Worlds, 'names'>): Problem {
  return toMissing(`sandbox "${name}"`, 'sandboxes', worlds.names());
}

async function readNamedSnapshot(name: string, world: World, stores: SnapshotStores): Promise<StoreSnapshot> {
  const found = await readSnapshot(stores.find(world, name));
  if (found !== undefined) return found.checkpoint.snapshot();
  throw toMissing(`snapshot ${JSON.stringify(name)}`, 'snapshots', await stores.namesIn(world));
}

function toMissing(what: string, kind: string, names: readonly string[]): Problem {
  const listed = names.slice(0, MAX_NAMES).map((name) => JSON.stringify(name));
  const more = names.length > MAX_NAMES ? `, and ${names.length - MAX_NAMES} more` : '';
  const existing = names.length === 0 ? `There are no ${kind}.` : `The ${kind} are ${listed.join(', ')}${more}.`;
  return new Problem('RECORD_NOT_FOUND', { message: `There is no ${what}. ${existing}` });
}

function toInvalid({ name, parameter }: StateReference): Problem {
  const message = `${JSON.stringify(name.slice(0, MAX_SHOWN_LENGTH))} names no state. Use baseline, fixtures, sandbox:NAME or snapshot:NAME.`;
  const violations = [{ field: parameter, message, location: 'query', keyword: 'meaning' }] as const;
  return new Problem('VALIDATION_FAILED', { message, violations });
}

const NAMED = /^(sandbox|snapshot):([^]+)$/;
const MAX_NAMES = 20;
const MAX_SHOWN_LENGTH = 100;
