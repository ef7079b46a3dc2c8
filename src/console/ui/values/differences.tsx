import type { FieldChange } from '../../api/differences.ts';
import { toCell } from '../format.ts';
import { Breakable } from './breakable.tsx';

/** The fields of a record that differ, before and after. */
export function FieldDifferences({ fields }: { readonly fields: readonly FieldChange[] }) {
  if (fields.length === 0) return null;
  return (
    <table class="differences">
      <tbody>
        {fields.map(({ path, from, to }) => (
          <tr key={path}>
            <th scope="row">
              <Breakable text={path} />
            </th>
            <td>{from === undefined ? null : <del>{toCell(from === null ? 'null' : from)}</del>}</td>
            <td>{to === undefined ? null : <ins>{toCell(to === null ? 'null' : to)}</ins>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
