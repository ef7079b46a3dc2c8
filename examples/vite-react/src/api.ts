import { createAthenaClient, type components } from 'athena-simulator/client';

export type Agent = components['schemas']['Agent'];
export type User = components['schemas']['User'];

/** Calls the page's own origin. The session cookie says who calls, so there is no token. */
export const api = createAthenaClient({ baseUrl: '/', token: null });

/** Yields the parts of an agent's answer as they arrive. With a file, the question is sent as a form. */
export async function* askAgent(uuid: string, message: string, file: File | undefined): AsyncGenerator<string> {
  const init = { params: { path: { agent_uuid: uuid } }, body: { message } };
  const sent = file === undefined ? init : { ...init, bodySerializer: () => toForm(message, file) };
  for await (const chunk of api.stream('/api/v1/agents/{agent_uuid}/run', sent)) {
    if (chunk.event === 'run.delta') yield chunk.data.content;
  }
}

function toForm(message: string, file: File): FormData {
  const form = new FormData();
  form.set('message', message);
  form.set('attachments[]', file);
  return form;
}
