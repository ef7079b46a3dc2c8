import { toClientError } from '../../../client/client-error.ts';
import { isJsonObject, type JsonObject } from '../../../kernel/json/json.ts';
import { PRODUCT } from '../../../kernel/product.ts';
import { toSentValue, toValue } from '../read-values.ts';
import { RefusedError, toRefusedError } from '../refused-error.ts';
import type { RemoteConfig } from '../run-remote.ts';
import { readText, sendToServer } from './send-to-server.ts';

/** Returns the contract that a server serves. Throws a RefusedError if the server has none to give. */
export async function readContract(config: RemoteConfig): Promise<JsonObject> {
  const { adminToken } = config;
  const headers = adminToken === undefined ? {} : { [PRODUCT.adminTokenHeader]: adminToken };
  const response = await sendToServer(config, { method: 'GET', target: CONTRACT_PATH, headers, body: undefined });
  const text = await readText(response, config);
  const document = toSentValue(text);
  if (response.ok && typeof document === 'string' && toValue(text) !== document)
    throw new RefusedError(
      `The contract of ${config.url} is nested too deeply. Correct it, and start the server again.`,
    );
  if (response.ok && isJsonObject(document)) return document;
  throw toRefusedError(toClientError(response, document), config);
}

/** Where every simulator serves its contract, whatever paths that has. */
const CONTRACT_PATH = '/__admin/contract.json';
