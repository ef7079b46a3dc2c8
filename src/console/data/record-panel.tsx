import { useState } from 'preact/hooks';
import { toPath, type Call } from '../api/call.ts';
import type { JsonObject } from '../api/types.ts';
import { useKeys } from '../state/use-keys.ts';
import { useLoad } from '../state/use-load.ts';
import { Action } from '../ui/action.tsx';
import { DetailTitle } from '../ui/detail-title.tsx';
import { JsonTree } from '../ui/json-tree.tsx';
import { FailureBox, Loading } from '../ui/states.tsx';
import type { CollectionModel } from './model.ts';
import { RecordEditor } from './record-editor.tsx';
import { RecordLinks } from './record-links.tsx';

interface RecordProps {
  readonly collection: string;
  readonly id: string;
  readonly model: CollectionModel | undefined;
  readonly close: () => void;
}

/** One record: its values, what it refers to and what refers to it, and its editor. */
export function RecordPanel({ collection, id, model, close }: RecordProps) {
  const path = toPath`/__admin/state/${collection}/${id}`;
  const { data, failure } = useLoad<JsonObject>({ method: 'GET', path });
  const [isEditing, setEditing] = useState(false);
  useKeys({ e: () => setEditing(true) });
  return (
    <aside class="detail" aria-label="The selected record">
      <DetailTitle
        title={
          <>
            <span class="muted">{collection} / </span>
            {id}
          </>
        }
        close={close}
      />
      {data === undefined ? (
        failure === undefined ? (
          <Loading />
        ) : (
          <FailureBox failure={failure} />
        )
      ) : isEditing ? (
        <RecordEditor path={path} record={data} close={() => setEditing(false)} />
      ) : (
        <RecordView record={data} path={path} model={model} edit={() => setEditing(true)} close={close} />
      )}
    </aside>
  );
}

interface ViewProps {
  readonly record: JsonObject;
  readonly path: string;
  readonly model: CollectionModel | undefined;
  readonly edit: () => void;
  readonly close: () => void;
}

function RecordView({ record, path, model, edit, close }: ViewProps) {
  const remove: Call = { method: 'DELETE', path };
  return (
    <>
      <div class="buttons detail-actions">
        <button type="button" class="button primary" onClick={edit} title="Key: e">
          Edit
        </button>
        <Action call={remove} done="The record is deleted." kind="danger" confirm="Really delete?" onDone={close}>
          Delete
        </Action>
      </div>
      <div class="detail-body" tabIndex={0} role="group" aria-label="Values">
        <RecordLinks record={record} model={model} />
        <JsonTree value={record} />
      </div>
    </>
  );
}
