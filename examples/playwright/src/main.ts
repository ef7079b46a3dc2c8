import { ClientFailure, createAthenaClient, type components } from 'athena-simulator/client';

type Thread = components['schemas']['Thread'];

/** Calls the page's own origin. On this machine it sends the demo token by default. */
const api = createAthenaClient({ baseUrl: '/' });
const ASSISTANT = '550e8400-e29b-41d4-a716-446655440000';

async function showThreads(): Promise<void> {
  find('#status').textContent = 'Loading…';
  const { data, error } = await api.GET('/api/v1/threads', {
    params: { query: { sort_by: 'created_at', sort_direction: 'desc' } },
  });
  showError(error?.message);
  find('#threads').replaceChildren(...(data?.data ?? []).map(toItem));
  find('#status').textContent = data?.data.length === 0 ? 'There are no threads yet.' : '';
}

function toItem({ uuid, name }: Thread): HTMLElement {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.textContent = `Delete ${name}`;
  button.addEventListener('click', () => void remove(uuid));
  item.append(name, ' ', button);
  return item;
}

async function remove(uuid: string): Promise<void> {
  const { error } = await api.DELETE('/api/v1/threads/{thread_uuid}', { params: { path: { thread_uuid: uuid } } });
  if (error) showError(error.message);
  else await showThreads();
}

async function create(name: string): Promise<void> {
  const { error } = await api.POST('/api/v1/threads', { body: { name } });
  if (error) showError(error.message);
  else await showThreads();
}

async function ask(message: string): Promise<void> {
  const answer = find('#answer');
  answer.textContent = '';
  try {
    const init = { params: { path: { agent_uuid: ASSISTANT } }, body: { message } };
    for await (const chunk of api.stream('/api/v1/agents/{agent_uuid}/run', init)) {
      if (chunk.event === 'run.delta') answer.append(chunk.data.content);
    }
  } catch (error) {
    showError(error instanceof ClientFailure ? error.message : String(error));
  }
}

function showError(message: string | undefined): void {
  find('#error').textContent = message ?? '';
  find('#error').hidden = message === undefined;
}

function onSubmit(selector: string, field: string, send: (value: string) => Promise<void>): void {
  find(selector).addEventListener('submit', (event) => {
    event.preventDefault();
    const value = new FormData(event.currentTarget as HTMLFormElement).get(field);
    void send(String(value));
  });
}

function find(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector);
  if (element === null) throw new Error(`The page has no ${selector}.`);
  return element;
}

onSubmit('#create', 'name', create);
onSubmit('#ask', 'question', ask);
find('#again').addEventListener('click', () => void showThreads());
void showThreads();
