import { getOrCreate } from '../../kernel/get-or-create.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { ControlDraft, ControlState, StateOwner, StatePiece } from '../port/control-state.ts';

/** Creates a control state in this process. Values are held weakly: they are dropped with the object that owns them. */
export function createLocalControlState(): ControlState {
  return new LocalControlState();
}

class LocalControlState implements ControlState {
  #values = new WeakMap<StateOwner, Map<StatePiece, JsonValue>>();
  revision = 0;

  read<Value extends JsonValue>(owner: StateOwner, piece: StatePiece<Value>): Value {
    const value = this.#values.get(owner)?.get(piece);
    return value === undefined ? piece.initial : (value as Value);
  }

  async change<Result>(owner: StateOwner, work: (draft: ControlDraft) => Result): Promise<Result> {
    const written = new Map<StatePiece, JsonValue>();
    const result = work({
      read: <Value extends JsonValue>(piece: StatePiece<Value>) => {
        const value = written.get(piece);
        return value === undefined ? this.read(owner, piece) : (value as Value);
      },
      write: (piece, value) => void written.set(piece, value),
      clear: () => {
        for (const piece of this.#values.get(owner)?.keys() ?? []) written.set(piece, piece.initial);
      },
    });
    if (written.size === 0) return result;
    const values = getOrCreate(this.#values, owner, () => new Map());
    for (const [piece, value] of written) values.set(piece, value);
    this.revision += 1;
    return result;
  }

  changeLater(owner: StateOwner, work: (draft: ControlDraft) => void): void {
    void this.change(owner, work);
  }

  async settled(): Promise<void> {}

  async close(): Promise<void> {}
}
