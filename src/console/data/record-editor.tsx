import { useState } from 'preact/hooks';
import type { Call } from '../api/call.ts';
import type { Failure } from '../api/failure.ts';
import { isJsonObject, type JsonObject } from '../api/types.ts';
import { useConsole } from '../state/console.ts';
import { ProblemList } from '../ui/states.tsx';

interface EditorProps {
  readonly path: string;
  readonly record: JsonObject;
  readonly close: () => void;
}

/** Edits a record as JSON. What is not JSON is told while typing; what does not fit the contract, when it is saved. */
export function RecordEditor({ path, record, close }: EditorProps) {
  const { hint } = useConsole();
  const { text, setText, parsed, failure, toCall, save } = useEditor({ path, record, close });
  const onKey = createEditorKeys(close, save);
  return (
    <div class="editor">
      <textarea
        aria-label="Record as JSON"
        aria-invalid={parsed.message !== undefined}
        aria-describedby="editor-message"
        spellcheck={false}
        value={text}
        ref={focusOnce}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      <EditorMessage message={parsed.message} failure={failure} />
      <div class="buttons">
        <button
          type="button"
          class="button primary"
          disabled={parsed.record === undefined}
          title="Ctrl Enter"
          onFocus={() => hint(toCall())}
          onMouseEnter={() => hint(toCall())}
          onClick={() => void save()}
        >
          Save
        </button>
        <button type="button" class="button" onClick={close}>
          Cancel
        </button>
      </div>
    </div>
  );
}

function createEditorKeys(close: () => void, save: () => Promise<void>) {
  return function onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      // The record stays selected.
      event.preventDefault();
      close();
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
  };
}

/** The text of the editor, what it stands for, and what came of saving it. */
function useEditor({ path, record, close }: EditorProps) {
  const { perform } = useConsole();
  const [text, setText] = useState(() => JSON.stringify(record, undefined, 2));
  const [failure, setFailure] = useState<Failure>();
  const parsed = parseRecord(text);
  const toCall = (): Call => ({ method: 'PUT', path, body: parsed.record });
  const save = async (): Promise<void> => {
    if (parsed.record === undefined) return;
    const outcome = await perform(toCall(), 'The record is saved.');
    if (outcome.isDone) close();
    else setFailure(outcome.failure);
  };
  return { text, setText, parsed, failure, toCall, save };
}

interface MessageProps {
  /** Why the text is not a record. */
  readonly message: string | undefined;
  /** Why the record was not saved. */
  readonly failure: Failure | undefined;
}

function EditorMessage({ message, failure }: MessageProps) {
  return (
    <div id="editor-message" aria-live="polite">
      {message === undefined ? null : <p class="warning-text">{message}</p>}
      {failure === undefined ? null : (
        <>
          <p class="warning-text">{failure.detail === '' ? failure.title : failure.detail}</p>
          <ProblemList failure={failure} />
        </>
      )}
    </div>
  );
}

function focusOnce(area: HTMLTextAreaElement | null): void {
  if (area !== null && document.activeElement?.tagName !== 'TEXTAREA') {
    area.focus();
    area.setSelectionRange(0, 0);
  }
}

/** Parses the text of a record, or says why it is none. */
function parseRecord(text: string): { readonly record?: JsonObject; readonly message?: string } {
  try {
    const record: unknown = JSON.parse(text);
    return isJsonObject(record) ? { record } : { message: 'A record is a JSON object: { … }.' };
  } catch (error) {
    return { message: error instanceof Error ? error.message : 'This is not JSON.' };
  }
}
