import { useMemo, useRef } from 'preact/hooks';
import { useConsole } from '../state/console.ts';
import { Await, Loading } from '../ui/states.tsx';
import { ColumnMenu } from './column-menu.tsx';
import { listColumns, readColumns } from './columns.ts';
import { RecordPanel } from './record-panel.tsx';
import { RowList } from './row-list.tsx';
import { ADDRESS, isAddressed, toRow } from './schema/layout.ts';
import type { CollectionModel } from './schema/model.ts';
import { addLabels, chooseColumns } from './table.ts';
import { useRelationLabels } from './use-relation-labels.ts';
import { useRecords, type CollectionRecords } from '../state/use-records.ts';

interface TableProps {
  readonly name: string;
  readonly model: CollectionModel | undefined;
}

/** The records of one collection, and the selected one beside them. */
export function CollectionTable({ name, model }: TableProps) {
  const loaded = useRecords(name);
  return (
    <Await loaded={loaded} lines={12}>
      {(collection) => <LoadedTable name={name} model={model} collection={collection} />}
    </Await>
  );
}

function LoadedTable({ name, model, collection }: TableProps & { readonly collection: CollectionRecords }) {
  const { records } = collection;
  const [first] = records;
  const key = first !== undefined && isAddressed(first) ? ADDRESS : collection.key;
  const latest = useRelationLabels(model?.references);
  // Labels that are loaded after the contract must not close the editor of a record.
  const shown = useRef(latest);
  shown.current = latest ?? shown.current;
  const relations = shown.current;
  const rows = useMemo(() => addLabels(records.map(toRow), relations), [records, relations]);
  const initial = useMemo(() => chooseColumns(rows, key, relations), [rows, key, relations]);
  const names = useMemo(() => listColumns(rows), [rows]);
  const columns = readColumns(useConsole().route.params['columns'], names) ?? initial;
  if (relations === undefined) return <Loading lines={12} />;
  return (
    <RowList
      rows={rows}
      columns={columns}
      keyName={key}
      menu={<ColumnMenu names={names} shown={columns} initial={initial} />}
    >
      {(id, close) => (
        <RecordPanel key={id} collection={name} id={id} keyName={key} model={model} close={close} />
      )}
    </RowList>
  );
}
