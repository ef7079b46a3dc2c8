import { toCell } from './format.ts';

/** A field of a record before and after; undefined where it was not there. */
export interface FieldChange {
  readonly path: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** The fields of a record that differ, before and after. */
export function FieldDifferences({ fields }: { readonly fields: readonly FieldChange[] }) {
  if (fields.length === 0) return null;
  return (
    <table class="differences">
      <tbody>
        {fields.map(({ path, from, to }) => (
          <tr key={path}>
            <th scope="row">{path}</th>
            <td>{from === undefined ? null : <del>{toCell(from === null ? 'null' : from)}</del>}</td>
            <td>{to === undefined ? null : <ins>{toCell(to === null ? 'null' : to)}</ins>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
