import { useMemo } from 'preact/hooks';
import { isSame } from '../../api/differences.ts';
import type { Failure } from '../../api/failure.ts';
import type { JsonObject } from '../../api/types.ts';
import { useConsole } from '../../state/console.ts';
import { ProblemList } from '../../ui/states.tsx';
import { findValues } from '../schema/layout.ts';
import { toFieldErrors } from './field-errors.ts';
import { listFields, type FieldSource } from './fields.ts';
import { JsonEditor } from './json-editor.tsx';
import { RecordForm } from './record-form.tsx';
import { useDraft } from './use-draft.ts';
import { useSave } from './use-save.ts';
import { useHint } from '../../ui/use-hint.ts';

interface EditorProps {
  readonly path: string;
  readonly record: JsonObject;
  /** What the contract says of the record. */
  readonly source: FieldSource;
  readonly close: () => void;
}

/** Edits a record in a form or as JSON. What does not fit the contract is told when it is saved. */
export function RecordEditor({ path, record, source, close }: EditorProps) {
  const { route } = useConsole();
  const { base, draft, last, isKept, change, forget } = useDraft(path, record);
  const values = findValues(base);
  const fields = useMemo(() => listFields(values.read(base), source), [source]);
  const isJson = route.params['edit'] === 'json';
  const discard = (): void => {
    forget();
    close();
  };
  const { failure, toCall, save } = useSave({ path, base, draft, isJson, close: discard });
  const canSave = draft !== undefined && (isJson || !isSame(base, draft));
  const pointing = useHint(draft !== undefined && canSave ? toCall(draft) : undefined);
  const errors = useMemo(
    () => toFieldErrors(failure?.errors ?? [], isJson ? [] : fields.map(({ name }) => name)),
    [failure, isJson],
  );
  return (
    <form
      class="editor"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (canSave) void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          // The record stays selected, and the changes are kept.
          event.preventDefault();
          close();
        }
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          // It would submit the form once more where the browser does so for a field.
          event.preventDefault();
          if (canSave) void save();
        }
      }}
    >
      <ViewSwitch isJson={isJson} isBlocked={draft === undefined} />
      {isKept ? <p class="muted">Your unsaved changes are here again. Cancel discards them.</p> : null}
      {isSame(base, record) ? null : <p class="warning-text">The record has changed since you opened it.</p>}
      {isJson ? (
        <JsonEditor record={last} change={change} />
      ) : (
        <RecordForm fields={fields} base={base} record={last} values={values} errors={errors.byField} change={change} />
      )}
      <SaveMessage failure={failure} others={errors.others} />
      <div class="buttons">
        <button
          type="submit"
          class="button primary"
          disabled={!canSave}
          {...pointing}
        >
          Save <kbd aria-hidden="true">Ctrl Enter</kbd>
        </button>
        <button type="button" class="button" title="Discards the changes" onClick={discard}>
          Cancel
        </button>
      </div>
    </form>
  );
}

/** Chooses between the form and the text. What was changed in one is in the other. */
function ViewSwitch({ isJson, isBlocked }: { readonly isJson: boolean; readonly isBlocked: boolean }) {
  const { setParams } = useConsole();
  return (
    <div class="segments start" role="group" aria-label="Edit as">
      {VIEWS.map(([name, label]) => (
        <button
          key={name}
          type="button"
          aria-pressed={isJson === (name === 'json')}
          disabled={isBlocked && isJson !== (name === 'json')}
          onClick={() => setParams({ edit: name })}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** Why the record was not saved, as far as no field says so. */
function SaveMessage({ failure, others }: { readonly failure: Failure | undefined; readonly others: Failure['errors'] }) {
  const isPlaced = failure !== undefined && failure.errors.length > 0 && others.length === 0;
  return (
    <div aria-live="polite">
      {failure === undefined || isPlaced ? null : (
        <>
          <p class="warning-text">{failure.detail === '' ? failure.title : failure.detail}</p>
          <ProblemList failure={{ ...failure, errors: others }} />
        </>
      )}
    </div>
  );
}

const VIEWS = [
  ['form', 'Form'],
  ['json', 'JSON'],
] as const;
