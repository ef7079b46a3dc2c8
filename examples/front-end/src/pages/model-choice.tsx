import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { api, type Agent, type ClientError } from '../api.ts';
import { ErrorNotice } from '../parts/states.tsx';
import { useResource } from '../use-resource.ts';

/** The model that an agent answers with, to choose another one. */
export function ModelChoice({ agent, onChange }: { agent: Agent; onChange: () => void }): JSX.Element {
  const [error, setError] = useState<ClientError>();
  const models = useResource('models', (signal) =>
    api.GET('/api/v1/large-language-models', {
      params: { query: { is_enabled: true, sort_by: 'name', sort_direction: 'asc', per_page: 100 } },
      signal,
    }),
  );
  const current = agent.large_language_model;
  const others = (models.data?.data ?? []).filter((model) => model.uuid !== current?.uuid && !model.is_deprecated);
  const choose = async (uuid: string): Promise<void> => {
    const result = await api.PUT('/api/v1/agents/{agent_uuid}', {
      params: { path: { agent_uuid: agent.uuid } },
      body: { large_language_model_uuid: uuid === '' ? null : uuid },
    });
    setError(result.error);
    onChange();
  };
  return (
    <>
      <label class="model-choice">
        <span class="hidden">Model</span>
        <select value={current?.uuid ?? ''} onChange={(event) => void choose(event.currentTarget.value)}>
          <option value={current?.uuid ?? ''}>{current?.name ?? 'Default model'}</option>
          {others.map(({ uuid, name }) => (
            <option key={uuid} value={uuid}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {error && <ErrorNotice error={error} />}
    </>
  );
}
