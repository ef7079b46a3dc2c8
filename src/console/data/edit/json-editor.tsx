import { useState } from 'preact/hooks';
import { isJsonObject, type JsonObject } from '../../api/types.ts';

interface JsonEditorProps {
  readonly record: JsonObject;
  /** Told the record that the text stands for; undefined while it stands for none. */
  readonly change: (record: JsonObject | undefined) => void;
}

/** A record as JSON. What is not JSON is told while typing. */
export function JsonEditor({ record, change }: JsonEditorProps) {
  const [text, setText] = useState(() => JSON.stringify(record, undefined, 2));
  const { message } = parseRecord(text);
  return (
    <>
      <textarea
        aria-label="Record as JSON"
        aria-invalid={message !== undefined}
        aria-describedby="editor-message"
        spellcheck={false}
        value={text}
        ref={focusOnce}
        onInput={({ currentTarget: { value } }) => {
          setText(value);
          change(parseRecord(value).record);
        }}
      />
      <p id="editor-message" class="warning-text" aria-live="polite">
        {message}
      </p>
    </>
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
