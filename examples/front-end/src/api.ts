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

/**
 * Signs in. A server that protects its sessions (`--csrf`) rejects a page that has no token yet: the page asks for one,
 * and the client sends it from then on.
 */
export async function signIn(email: string, password: string): Promise<{ user?: User; error?: ClientError }> {
  const send = () => api.POST('/api/v1/auth/sign-in', { body: { email, password } });
  let result = await send();
  if (result.error?.status === 419) {
    await fetch('/sanctum/csrf-cookie');
    result = await send();
  }
  return result.data ? { user: result.data.data.user } : { error: result.error };
}

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
