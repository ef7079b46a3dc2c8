import { useState } from 'preact/hooks';
import type { Call } from '../../api/call.ts';
import type { Failure } from '../../api/failure.ts';
import { isJsonObject, type JsonObject } from '../../api/types.ts';
import { useConsole } from '../../state/console.ts';
import { findLostSecret } from './find-lost-secret.ts';
import { useUndo } from './use-undo.ts';
import { toPatch } from './to-patch.ts';

interface SaveContext {
  readonly path: string;
  /** The record as it was when editing began. */
  readonly base: JsonObject;
  readonly draft: JsonObject | undefined;
  /** Whether the whole record is sent, rather than what was changed. */
  readonly isJson: boolean;
  readonly close: () => void;
}

/** Saves the draft of a record, and remembers the edit so that it can be undone. */
export function useSave({ path, base, draft, isJson, close }: SaveContext) {
  const { client, world, perform, notify } = useConsole();
  const { addEdit } = useUndo();
  const [failure, setFailure] = useState<Failure>();
  const toCall = (record: JsonObject): Call => (isJson ? { method: 'PUT', path, body: record } : toPatch(path, base, record));
  const save = async (): Promise<void> => {
    if (draft === undefined) return;
    // Others may have changed the record meanwhile: undoing this edit must not undo theirs.
    const before = await client.send({ method: 'GET', path }).catch(() => base);
    const outcome = await perform(toCall(draft));
    if (!outcome.isDone) {
      setFailure(outcome.failure);
      return;
    }
    // The page never had a secret that was replaced, and cannot bring it back.
    if (findLostSecret(base, draft) !== undefined) notify({ kind: 'done', text: 'It is saved, and has a new secret.' });
    else if (isJsonObject(before) && isJsonObject(outcome.body))
      addEdit({ world, path, before, after: outcome.body });
    close();
  };
  return { failure, toCall, save };
}
