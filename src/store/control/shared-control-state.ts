import type { JsonValue } from '../../kernel/json/json.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { ControlDraft, ControlState, StateOwner, StatePiece } from '../port/control-state.ts';
import type { CollectionSpec, Store, StoreLog, StoreReader, Transaction } from '../port/store.ts';

/** A control state that replicas share. Its owners are known by their names. */
export interface SharedControlState extends ControlState {
  /** How this process follows the changes of the others. */
  readonly log: StoreLog;
  /** Returns the values of all owners, by name. */
  entries<Value extends JsonValue>(piece: StatePiece<Value>): readonly (readonly [owner: string, value: Value])[];
  /** Like `change`, for the values of several owners. */
  changeMany<Result>(work: (draftOf: (owner: StateOwner) => ControlDraft) => Result): Promise<Result>;
}

/** Dependencies of a shared control state. */
export interface SharedControlStateDeps {
  /** The store of the hidden world. Its collections are `toPieceCollections(pieces)`. */
  readonly store: Store;
  readonly pieces: readonly StatePiece[];
  readonly logger: Logger;
}

/** Returns the collections of a hidden world that holds these pieces: a record for each owner that has a value. */
export function toPieceCollections(pieces: readonly StatePiece[]): readonly CollectionSpec[] {
  return pieces.map(({ name }) => ({ name, key: KEY, indexes: [] }));
}

/**
 * Creates a control state in a hidden world of a log. Every replica of the log obeys it, and it outlives all of them. A
 * change is a transaction: when another replica has changed the hidden world first, it runs again on that change.
 */
export function createSharedControlState({ store, pieces, logger }: SharedControlStateDeps): SharedControlState {
  const names = new Set(pieces.map(({ name }) => name));
  const changeMany: SharedControlState['changeMany'] = (work) =>
    store.transaction((transaction) => work((owner) => createDraft(transaction, owner, names)));
  return {
    log: store.log,
    entries: <Value extends JsonValue>({ name }: StatePiece<Value>) =>
      store.all(name).map((record) => [String(record[KEY]), record['value'] as Value] as const),
    get revision() {
      return store.revision;
    },
    read: (owner, piece) => readFrom(store, owner, piece),
    changeMany,
    change: (owner, work) => changeMany((draftOf) => work(draftOf(owner))),
    changeLater: (owner, work) => {
      changeMany((draftOf) => work(draftOf(owner))).catch((error: unknown) =>
        logger.warn({ owner: owner.name, error }, 'A change of the control state was lost.'),
      );
    },
    settled: () => store.transaction(() => undefined),
    close: () => store.close(),
  };
}

function createDraft(transaction: Transaction, owner: StateOwner, names: ReadonlySet<string>): ControlDraft {
  return {
    read: (piece) => readFrom(transaction, owner, piece),
    write: (piece, value) => {
      // Every piece is declared, so that no state of the control plane is left out of the table by mistake.
      if (!names.has(piece.name)) throw new Error(`The piece ${piece.name} is not part of the shared control state.`);
      const record = { [KEY]: owner.name, value };
      if (transaction.get(piece.name, owner.name) === undefined) transaction.insert(piece.name, record);
      else transaction.replace(piece.name, record);
    },
    clear: () => {
      for (const name of names) transaction.delete(name, owner.name);
    },
  };
}

function readFrom<Value extends JsonValue>(reader: StoreReader, { name }: StateOwner, piece: StatePiece<Value>): Value {
  const value = reader.get(piece.name, name)?.['value'];
  return value === undefined ? piece.initial : (value as Value);
}

const KEY = 'owner';
