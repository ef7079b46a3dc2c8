import { ClientFailure, createAthenaClient, type ClientError, type components } from 'athena-simulator/client';

type Schemas = components['schemas'];
export type Agent = Schemas['Agent'];
export type Execution = Schemas['WorkflowExecution'];
export type Message = Schemas['Message'];
export type Page = Schemas['PaginationMeta'];
export type Thread = Schemas['Thread'];
export type ToolCall = Message['tool_calls'][number];
export type User = Schemas['User'];
export type Workflow = Schemas['Workflow'];
export type { ClientError };

/** Calls the page's own origin, which the development server forwards. The session cookie says who calls. */
export const api = createAthenaClient({ baseUrl: '/', token: null });

/** Calls `onEnd` when a request is rejected because the session has ended. */
export function watchSession(onEnd: () => void): () => void {
  const watch = {
    onResponse: ({ response }: { response: Response }): undefined => {
      if (response.status === 401) onEnd();
      return undefined;
    },
  };
  api.use(watch);
  return () => api.eject(watch);
}

/** Converts what a stream throws to an error that can be shown. */
export function toError(thrown: unknown): ClientError {
  if (thrown instanceof ClientFailure) return thrown.error;
  return { kind: 'network', status: 0, message: String(thrown), cause: thrown };
}
