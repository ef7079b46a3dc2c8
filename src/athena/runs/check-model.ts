import type { Outcome } from '../../kernel/outcome.ts';
import { isKey } from '../../behaviour/representation/record-key.ts';
import { sha256 } from '../../kernel/random/digest.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord, StoreReader } from '../../store/port/store.ts';

/** Returns the model with this key, or undefined when the key is null and the platform chooses. */
export function findModel(key: JsonValue | undefined, reader: StoreReader): StoredRecord | undefined {
  return isKey(key) ? reader.get('large_language_models', key) : undefined;
}

/** Returns a conflict when the agent is disabled or archived, or when its model cannot answer; otherwise undefined. */
export function rejectAgent(agent: StoredRecord, reader: StoreReader): Outcome | undefined {
  if (agent['is_enabled'] === false) return conflict('The agent is disabled. Enable it to run it.');
  if (agent['status'] === 'archived') return conflict('The agent is archived. Make it active to run it.');
  return rejectModel(findModel(agent['large_language_model_uuid'], reader), agent, reader);
}

/**
 * Returns a conflict when the model is not enabled or deprecated, or when none of the accounts with its provider has
 * credentials; otherwise undefined. `asking` is the agent or prompt.
 */
export function rejectModel(
  model: StoredRecord | undefined,
  asking: StoredRecord,
  reader: StoreReader,
): Outcome | undefined {
  if (model === undefined) return undefined;
  const name = String(model['name']);
  if (model['is_enabled'] === false) return conflict(`The model ${name} is not enabled. Choose another one.`);
  if (model['is_deprecated'] === true) return conflict(`The model ${name} is deprecated. Choose another one.`);
  const accounts = reader
    .find('accounts', 'provider_uuid', model['provider_uuid'] ?? null)
    .filter(
      (account) => account['user_id'] === asking['user_id'] || account['workspace_uuid'] === asking['workspace_uuid'],
    );
  // Without an account the platform's own access applies: the demo world has agents whose owners have none.
  if (accounts.length === 0 || accounts.some(hasCredentials)) return undefined;
  return conflict(
    `No account with the provider of ${name} has credentials. Give one a token, or choose another model.`,
  );
}

function hasCredentials({
  provider_authentication_strategy: strategy,
  token,
  username,
  password,
}: StoredRecord): boolean {
  if (strategy === 'basic') return isPresent(username) && isPresent(password);
  // With OAuth the provider holds the credentials.
  return strategy === 'oauth2' || isPresent(token);
}

function isPresent(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && value !== '' && value !== EMPTY_SECRET;
}

function conflict(message: string): Outcome {
  return { kind: 'conflict', message };
}

/** The stored digest of an empty secret. */
const EMPTY_SECRET = `sha256:${sha256('')}`;
