import type { AthenaClient, components } from 'athena-simulator/client';

type Agent = components['schemas']['Agent'];

/** Lists the caller's agents by name. */
export async function listAgents(client: AthenaClient): Promise<Agent[]> {
  const { data, error } = await client.GET('/api/v1/agents', {
    params: { query: { sort_by: 'name', sort_direction: 'asc' } },
  });
  if (error) throw new Error(error.message);
  return data.data;
}

/** Sends an agent a message, and calls `onText` with each part of the answer. */
export async function askAgent(
  client: AthenaClient,
  agent: Agent,
  message: string,
  onText: (text: string) => void,
): Promise<void> {
  const params = { path: { agent_uuid: agent.uuid } };
  for await (const chunk of client.stream('/api/v1/agents/{agent_uuid}/run', { params, body: { message } })) {
    if (chunk.event === 'run.delta') onText(chunk.data.content);
    if (chunk.event === 'run.failed') throw new Error(chunk.data.message);
  }
}
