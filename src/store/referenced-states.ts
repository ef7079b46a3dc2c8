import { StateCheckpoint } from './state/checkpoint.ts';
import { stateFromCheckpoint, stateFromSnapshot } from './state/state-from.ts';
import { forkState, toSnapshot, type State } from './state/state.ts';
import type { JournalRecord, SavedStates } from './port/journal.ts';

/**
 * The states of a store that its journal has saved, by their references. Holds the one that was used last, which is
 * nearly always the reset point, so that a reset costs the same whatever the size of the state.
 */
export class ReferencedStates {
  readonly #saved: SavedStates | undefined;
  /** The references of states in memory, by their revisions: forks have the same one. */
  readonly #references = new WeakMap<object, string>();
  #latest: { readonly reference: string; readonly state: State } | undefined;

  constructor(saved: SavedStates | undefined) {
    this.#saved = saved;
  }

  /** Returns the reference of a state, or undefined when the journal has not saved it. */
  referenceOf({ revision }: State): string | undefined {
    return this.#references.get(revision);
  }

  /** Records that the journal has saved a state. The state may be written to afterwards. */
  add(state: State, reference: string): void {
    this.#references.set(state.revision, reference);
    this.#latest = { reference, state: forkState(state) };
  }

  /** Returns a saved state with the collections of `current`. Throws when the journal does not have it. */
  async load(reference: string, current: State): Promise<State> {
    if (this.#latest?.reference !== reference) this.add(await this.read(reference, current), reference);
    return this.#copyLatest(current);
  }

  /** Loads the states that records return to, before any of the records is applied. */
  async loadAll(records: readonly JournalRecord[], current: State): Promise<ReadonlyMap<string, State>> {
    const states = new Map<string, State>();
    for (const record of records)
      if (record.kind === 'rewind' && !states.has(record.to))
        states.set(record.to, await this.load(record.to, current));
    return states;
  }

  /** Saves a state, unless the journal has it, and returns its reference. It is kept for a while, until it is used. */
  async save(state: State): Promise<string> {
    if (this.#saved === undefined) throw new Error('The journal saves no states');
    const known = this.referenceOf(state);
    if (known !== undefined && (await this.#saved.keep(known))) return known;
    const reference = await this.#saved.save(toSnapshot(state));
    this.#references.set(state.revision, reference);
    return reference;
  }

  /** Reads a saved state, without holding it. Throws when the journal does not have it. */
  async read(reference: string, current: State): Promise<State> {
    const snapshot = await this.#saved?.read(reference);
    if (snapshot === undefined) throw new Error(`The journal does not have the state ${reference}`);
    const state = stateFromSnapshot(snapshot, current);
    this.#references.set(state.revision, reference);
    return state;
  }

  async findResetPoint(current: State): Promise<State | undefined> {
    const reference = await this.#saved?.findResetPoint();
    return reference === undefined ? undefined : this.load(reference, current);
  }

  async setResetPoint(state: State): Promise<void> {
    if (this.#saved === undefined) return;
    const reference = await this.save(state);
    await this.#saved.setResetPoint(reference);
    this.add(state, reference);
  }

  #copyLatest(current: State): State {
    if (this.#latest === undefined) throw new Error('No state was loaded');
    const { state, reference } = this.#latest;
    const copy = stateFromCheckpoint(new StateCheckpoint(state), current);
    // With other collections it is another object with the same content.
    this.#references.set(copy.revision, reference);
    return copy;
  }
}
