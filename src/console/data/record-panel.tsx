import { useMemo } from 'preact/hooks';
import { toPath, type Call } from '../api/call.ts';
import type { Json, JsonObject } from '../api/types.ts';
import { useRecordScreen } from '../platform/use-record-screen.ts';
import { useConsole } from '../state/console.ts';
import { toDraftKey } from '../state/use-drafts.ts';
import { useKeys } from '../state/use-keys.ts';
import { useLoad } from '../state/use-load.ts';
import { Action } from '../ui/action.tsx';
import { DetailTitle } from '../ui/detail-title.tsx';
import { JsonTree } from '../ui/values/json-tree.tsx';
import { Link } from '../ui/link.tsx';
import { Empty, FailureBox, Loading } from '../ui/states.tsx';
import type { FieldSource } from './edit/fields.ts';
import { RecordEditor } from './edit/record-editor.tsx';
import { RecordLinks } from './record-links.tsx';
import { findCollectionSchema } from './schema/collection-schema.ts';
import { ADDRESS, findValues, toLabel } from './schema/layout.ts';
import type { CollectionModel } from './schema/model.ts';
import { useUndo } from './edit/use-undo.ts';

interface RecordProps {
  readonly collection: string;
  readonly id: string;
  /** The property that identifies the collection's records. */
  readonly keyName: string;
  readonly model: CollectionModel | undefined;
  readonly close: () => void;
}

/** One record: its values, what it refers to and what refers to it, and its editor. */
export function RecordPanel({ collection, id, keyName, model, close }: RecordProps) {
  const { route, setParams, world } = useConsole();
  const path = toPath`/__admin/state/${collection}/${id}`;
  const { data, failure } = useLoad<JsonObject>({ method: 'GET', path });
  useKeys({ e: () => setParams({ edit: 'form' }) });
  return (
    <aside class="detail" aria-label="The selected record">
      <DetailTitle
        title={data === undefined ? id : (toLabel(data) ?? id)}
        close={close}
      >
        {collection} / <code>{id}</code>
      </DetailTitle>
      {data === undefined ? (
        failure === undefined ? (
          <Loading />
        ) : failure.code === 'RECORD_NOT_FOUND' ? (
          <Empty title={`There is no such record in ${world}.`}>It may be in another world, or deleted.</Empty>
        ) : (
          <FailureBox failure={failure} />
        )
      ) : route.params['edit'] !== undefined ? (
        <EditedRecord collection={collection} record={data} path={path} keyName={keyName} />
      ) : (
        <RecordView collection={collection} id={id} record={data} path={path} model={model} close={close} />
      )}
    </aside>
  );
}

interface EditedProps {
  readonly collection: string;
  readonly record: JsonObject;
  readonly path: string;
  readonly keyName: string;
}

function EditedRecord({ collection, record, path, keyName }: EditedProps) {
  const { contract, setParams } = useConsole();
  const source = useMemo(() => toSource(contract, collection, record, keyName), [contract]);
  return <RecordEditor path={path} record={record} source={source} close={() => setParams({ edit: undefined })} />;
}

function toSource(
  document: Json | undefined,
  collection: string,
  record: JsonObject,
  keyName: string,
): FieldSource {
  const values = findValues(record).read(record);
  const key = keyName === ADDRESS ? findKey(values, String(record['address'])) : keyName;
  return { document, schema: findCollectionSchema(document, collection, values), key };
}

/** Returns the property that an item's address ends with. */
function findKey(values: JsonObject, address: string): string | undefined {
  const last = address.slice(address.lastIndexOf('/') + 1);
  const same = Object.keys(values).filter((name) => encodeURIComponent(String(values[name])) === last);
  return same.find((name) => name === 'id') ?? same.find((name) => /id$/i.test(name)) ?? same[0];
}

interface ViewProps {
  readonly collection: string;
  readonly id: string;
  readonly record: JsonObject;
  readonly path: string;
  readonly model: CollectionModel | undefined;
  readonly close: () => void;
}

function RecordView({ collection, id, record, path, model, close }: ViewProps) {
  const { setParams, offers, world, drafts } = useConsole();
  const { addEdit } = useUndo();
  const shown = useRecordScreen()(collection, id);
  const remove: Call = { method: 'DELETE', path };
  return (
    <>
      <div class="buttons detail-actions">
        <button type="button" class="button primary" onClick={() => setParams({ edit: 'form' })} title="Key: e">
          {drafts.has(toDraftKey(world, path)) ? 'Continue editing' : 'Edit'}
        </button>
        {shown === undefined ? null : (
          <Link screen={shown.screen} params={shown.params} class="button">
            Show the {shown.noun}
          </Link>
        )}
        {offers('GET', '/__admin/diff') ? (
          <Link screen="data" params={{ collection, record: id, diff: 'fixtures' }} class="button">
            Against fixtures
          </Link>
        ) : null}
        <Action
          call={remove}
          kind="danger"
          confirm="Really delete?"
          onDone={() => {
            addEdit({ world, path, before: record, after: undefined });
            close();
          }}
        >
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
