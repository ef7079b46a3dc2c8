/** The code under test: renames an account, and tries again where the API is not there for a moment. */
export async function renameAccount({ baseUrl, token, uuid, name }) {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(`${baseUrl}/api/v1/accounts/${uuid}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ provider_display_name: name }),
    });
    if (response.ok) return (await response.json()).data;
    if (response.status !== 503 || attempt === 3) throw new Error(`The account was not renamed: ${response.status}`);
  }
}
