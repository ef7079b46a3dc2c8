import { toClientError } from '../../../client/client-error.ts';
import { isJsonObject, type JsonObject } from '../../../kernel/json/json.ts';
import { PRODUCT } from '../../../kernel/product.ts';
import { toValue } from '../read-values.ts';
import { toRefusedError } from '../refused-error.ts';
import type { RemoteConfig } from '../run-remote.ts';
import { readText, sendToServer } from './send-to-server.ts';

/** Returns the contract that a server serves. Throws a RefusedError if the server has none to give. */
export async function readContract(config: RemoteConfig): Promise<JsonObject> {
  const { adminToken } = config;
  const headers = adminToken === undefined ? {} : { [PRODUCT.adminTokenHeader]: adminToken };
  const response = await sendToServer(config, { method: 'GET', target: CONTRACT_PATH, headers, body: undefined });
  const document = toValue(await readText(response, config));
  if (response.ok && isJsonObject(document)) return document;
  throw toRefusedError(toClientError(response, document), config);
}

/** Where every simulator serves its contract, whatever paths that has. */
const CONTRACT_PATH = '/__admin/contract.json';
