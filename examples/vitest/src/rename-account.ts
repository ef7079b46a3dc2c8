import type { components } from 'athena-simulator/client';

export type Account = components['schemas']['Account'];

/** The account to rename, and the API that has it. */
export interface Renaming {
  baseUrl: string;
  token: string;
  uuid: string;
  name: string;
}

/** The code under test: renames an account, and retries while the API is unavailable, up to three times. */
export async function renameAccount({ baseUrl, token, uuid, name }: Renaming): Promise<Account> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(`${baseUrl}/api/v1/accounts/${uuid}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ provider_display_name: name }),
    });
    if (response.ok) return ((await response.json()) as components['schemas']['AccountResponse']).data;
    if (response.status !== 503 || attempt === 3) throw new Error(`The account was not renamed: ${response.status}`);
  }
}
