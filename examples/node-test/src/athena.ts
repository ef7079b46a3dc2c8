import { createAthenaClient, type components } from 'athena-simulator/client';

type Agent = components['schemas']['Agent'];
type Thread = components['schemas']['Thread'];

/** The API at the address that it has in production. */
const api = createAthenaClient({
  baseUrl: 'https://api.athena.example',
  token: process.env['ATHENA_TOKEN'] ?? 'athena-demo-token',
});

/** Finds agents by a part of their name or description. */
export async function findAgents(search: string): Promise<readonly Agent[]> {
  const { data, error } = await api.GET('/api/v1/agents', { params: { query: { search } } });
  if (error) throw new Error(error.message);
  return data.data;
}

/** Begins a thread. Tries again while the API is unavailable, three times at most. */
export async function beginThread(name: string): Promise<Thread> {
  for (let attempt = 1; ; attempt += 1) {
    const { data, error } = await api.POST('/api/v1/threads', { body: { name } });
    if (data) return data.data;
    if (error.kind !== 'server' || attempt === 3) throw new Error(error.message);
  }
}

/** Reads a thread by its key. */
export async function readThread(uuid: string): Promise<Thread> {
  const { data, error } = await api.GET('/api/v1/threads/{thread_uuid}', { params: { path: { thread_uuid: uuid } } });
  if (error) throw new Error(error.message);
  return data.data;
}

/** Yields the parts of an agent's answer as they arrive. */
export async function* askAgent(uuid: string, message: string): AsyncGenerator<string> {
  const init = { params: { path: { agent_uuid: uuid } }, body: { message } };
  for await (const chunk of api.stream('/api/v1/agents/{agent_uuid}/run', init)) {
    if (chunk.event === 'run.delta') yield chunk.data.content;
  }
}
