import { useState } from 'preact/hooks';
import type { ExchangeMessage } from '../../api/types.ts';
import { Copy } from '../../ui/copy.tsx';
import { JsonTree } from '../../ui/values/json-tree.tsx';

/** A request or a response: its body as a tree or as text, and its headers. */
export function MessageView({ message }: { readonly message: ExchangeMessage }) {
  const { body, headers, body_cut_at: cutAt } = message;
  const isTree = typeof body === 'object' && body !== null;
  const [view, setView] = useState<'tree' | 'raw'>('tree');
  const text = typeof body === 'string' ? body : JSON.stringify(body, undefined, 2);
  return (
    <>
      <div class="body-head">
        <h3>Body</h3>
        {isTree ? (
          <div class="segments" role="group" aria-label="View of the body">
            {(['tree', 'raw'] as const).map((name) => (
              <button key={name} type="button" aria-pressed={view === name} onClick={() => setView(name)}>
                {name}
              </button>
            ))}
          </div>
        ) : null}
        {body === undefined ? null : <Copy text={() => text} label="body" />}
      </div>
      {body === undefined ? <p class="muted">No body.</p> : null}
      {body !== undefined && isTree && view === 'tree' ? <JsonTree value={body} /> : null}
      {body !== undefined && !(isTree && view === 'tree') ? <pre class="raw">{text}</pre> : null}
      {cutAt === undefined ? null : <p class="warning-text">Recorded up to byte {cutAt} only.</p>}
      <h3>Headers</h3>
      <table class="headers">
        <tbody>
          {Object.entries(headers).map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{typeof value === 'string' ? value : value.join('\n')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
