import { useState } from 'preact/hooks';
import { isJsonObject, type JsonObject } from '../api/types.ts';
import { useConsole } from '../state/console.ts';
import { useLoad } from '../state/use-load.ts';
import { Action } from '../ui/action.tsx';
import { Copy } from '../ui/copy.tsx';
import { Link } from '../ui/link.tsx';
import { Panel } from '../ui/panel.tsx';

/** The people of the world, where it has a collection of them: a token of each, and their record. */
export function PeoplePanel() {
  const { offers } = useConsole();
  const loaded = useLoad<{ key: string; records: readonly JsonObject[] }>({
    method: 'GET',
    path: '/__admin/state/users',
  });
  const { data } = loaded;
  if (data === undefined || !data.records.some((record) => typeof record['email'] === 'string')) return null;
  const canIssue = offers('POST', '/__admin/tokens');
  return (
    <Panel
      title="People"
      aside={canIssue ? null : <span class="muted">Each signs in with their e-mail and password.</span>}
    >
      <ul class="people">
        {data.records.slice(0, MAX_SHOWN).map((user) => (
          <Person key={String(user[data.key])} user={user} id={String(user[data.key])} canIssue={canIssue} />
        ))}
      </ul>
      {data.records.length > MAX_SHOWN ? (
        <Link screen="data" params={{ collection: 'users' }}>
          {data.records.length - MAX_SHOWN} more
        </Link>
      ) : null}
    </Panel>
  );
}

interface PersonProps {
  readonly user: JsonObject;
  readonly id: string;
  readonly canIssue: boolean;
}

function Person({ user, id, canIssue }: PersonProps) {
  const [token, setToken] = useState<string>();
  const email = String(user['email'] ?? '');
  return (
    <li>
      <span class="avatar" aria-hidden="true">
        {toInitials(String(user['name'] ?? email))}
      </span>
      <span class="person">
        <Link screen="data" params={{ collection: 'users', record: id }}>
          {String(user['name'] ?? email)}
        </Link>
        <small class="muted">{email}</small>
      </span>
      {token !== undefined ? (
        <span class="issued">
          <code title={token}>{token}</code>
          <Copy text={() => `Authorization: Bearer ${token}`} label="Authorization header" isNamed />
        </span>
      ) : canIssue ? (
        <Action
          call={{ method: 'POST', path: '/__admin/tokens', body: { user: email } }}
          done={`A token of ${email}.`}
          onDone={(body) => {
            if (isJsonObject(body) && typeof body['token'] === 'string') setToken(body['token']);
          }}
        >
          Get a token
        </Action>
      ) : (
        <Copy text={() => email} label="e-mail" />
      )}
    </li>
  );
}

function toInitials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? '').join('');
}

const MAX_SHOWN = 8;
