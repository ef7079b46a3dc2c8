import { isJsonObject, type Json, type JsonObject } from '../api/types.ts';

/** An operation of the simulated contract. */
export interface ContractOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  /** Where it comes from: `documented`, `partial`, `observed` or `inferred`; empty when the contract does not say. */
  readonly provenance: string;
  /** An example of its JSON body; undefined without one. */
  readonly example: Json | undefined;
}

/** Returns the operations of an OpenAPI document. One without an id is named by method and path. */
export function listContractOperations(document: Json | undefined): readonly ContractOperation[] {
  const paths = isJsonObject(document) ? document['paths'] : undefined;
  if (!isJsonObject(paths)) return [];
  return Object.entries(paths).flatMap(([path, item]) =>
    isJsonObject(item)
      ? METHODS.flatMap((method) => {
          const operation = item[method];
          return isJsonObject(operation) ? [toOperation(operation, method, path)] : [];
        })
      : [],
  );
}

function toOperation(operation: JsonObject, method: string, path: string): ContractOperation {
  const { operationId: id, summary, tags, 'x-provenance': provenance } = operation;
  return {
    id: typeof id === 'string' ? id : `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    tag: Array.isArray(tags) ? String(tags[0] ?? '') : '',
    summary: typeof summary === 'string' ? summary : '',
    provenance: isJsonObject(provenance) ? String(provenance['status'] ?? '') : '',
    example: findExample(operation['requestBody']),
  };
}

function findExample(requestBody: Json | undefined): Json | undefined {
  const content = isJsonObject(requestBody) ? requestBody['content'] : undefined;
  const media = isJsonObject(content) ? content['application/json'] : undefined;
  if (!isJsonObject(media)) return undefined;
  const [first] = isJsonObject(media['examples']) ? Object.values(media['examples']) : [];
  return media['example'] ?? (isJsonObject(first) ? first['value'] : undefined);
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;
