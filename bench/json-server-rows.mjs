import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TOKEN } from './peers.mjs';

/**
 * The world of a simulator as json-server's file: the same records, and the accounts nested as the API answers them,
 * under ids of json-server's own.
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
