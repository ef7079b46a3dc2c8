import { useState } from 'preact/hooks';
import type { JsonObject } from '../../api/types.ts';
import { parseRecord } from './parse-record.ts';

interface JsonEditorProps {
  /** The record, with the secrets that were replaced in its form. */
  readonly record: JsonObject;
  /** Told the record that the text stands for; undefined while it stands for none. */
  readonly change: (record: JsonObject | undefined) => void;
}

/** A record as JSON. What is not JSON is told while typing. */
export function JsonEditor({ record, change }: JsonEditorProps) {
  // What is redacted now must stay so.
  const [base] = useState(record);
  const [text, setText] = useState(() => JSON.stringify(record, undefined, 2));
  const { message } = parseRecord(text, base);
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
          change(parseRecord(value, base).record);
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
