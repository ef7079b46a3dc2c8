import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TOKEN } from './peers.mjs';

/**
 * Converts a simulator's world to json-server's file format: the same records, with accounts nested as in the API's
 * responses, and with ids for json-server.
 */
export async function toJsonServerRows(url, data) {
  const { collections } = JSON.parse(await readFile(join(data, 'db.json'), 'utf8'));
  const accounts = await readAll(`${url}/api/v1/accounts?per_page=100`);
  return JSON.stringify(
    { ...collections, accounts: accounts.map((account, index) => ({ ...account, id: String(index + 1) })) },
    null,
    2,
  );
}

async function readAll(first) {
  const rows = [];
  for (let page = 1; ; page += 1) {
    const { data, meta } = await (await fetch(`${first}&page=${page}`, { headers: TOKEN })).json();
    rows.push(...data);
    if (page >= meta.last_page) return rows;
  }
}
