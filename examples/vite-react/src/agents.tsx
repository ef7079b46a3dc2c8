import { useEffect, useState } from 'react';
import { api, type Agent } from './api.ts';
import { Chat } from './chat.tsx';

export function Agents() {
  const [search, setSearch] = useState('');
  const [agents, setAgents] = useState<readonly Agent[]>([]);
  const [chosen, setChosen] = useState<Agent>();
  useEffect(() => {
    const leaving = new AbortController();
    const query = search === '' ? {} : { search };
    api.GET('/api/v1/agents', { params: { query }, signal: leaving.signal }).then(
      ({ data }) => setAgents(data?.data ?? []),
      // It rejects only when it is aborted; failures of the API are in `error`.
      () => undefined,
    );
    return () => leaving.abort();
  }, [search]);
  return (
    <>
      <h1>Agents</h1>
      <input aria-label="Search" value={search} onChange={({ target }) => setSearch(target.value)} />
      <ul>
        {agents.map((agent) => (
          <li key={agent.uuid}>
            <button onClick={() => setChosen(agent)}>{agent.name}</button>
          </li>
        ))}
      </ul>
      {chosen && <Chat key={chosen.uuid} agent={chosen} />}
    </>
  );
}
