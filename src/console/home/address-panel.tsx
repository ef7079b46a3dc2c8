import { isJsonObject, type Json } from '../api/types.ts';
import { useConsole } from '../state/console.ts';
import { useLoad } from '../state/use-load.ts';
import { Copy } from '../ui/copy.tsx';
import { Panel } from '../ui/panel.tsx';

/** The addresses of the server, to open or to copy. */
export function AddressPanel() {
  const { client, world } = useConsole();
  const home = useLoad<Json>({ method: 'GET', path: '/__admin' });
  const notes = isJsonObject(home.data) ? home.data['notes'] : undefined;
  const mount = world === 'baseline' ? '' : `/__sandbox/${world}`;
  const rows: readonly (readonly [string, string])[] = [
    ['API', `${client.root}${mount}`],
    ['API reference', `${client.root}${mount}/__admin/contract`],
    ['Control plane', `${client.root}/__admin/docs`],
    ['Coverage', `${client.root}/__admin/coverage`],
    ['OpenAPI', `${client.root}/__admin/contract.json`],
  ];
  return (
    <Panel title="Addresses">
      <dl class="addresses">
        {rows.map(([name, address]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <a href={address} target="_blank" rel="noreferrer">
                {address}
              </a>
              <Copy text={() => address} label={`address of ${name}`} />
            </dd>
          </div>
        ))}
      </dl>
      {Array.isArray(notes)
        ? notes.map((note, index) => (
            <p key={index} class="muted note">
              {String(note)}
            </p>
          ))
        : null}
    </Panel>
  );
}
