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

/** Returns the operations of an OpenAPI document. One without an id is named as the server names it. */
export function listContractOperations(document: Json | undefined): readonly ContractOperation[] {
  const paths = isJsonObject(document) ? document['paths'] : undefined;
  if (!isJsonObject(paths)) return [];
  const taken = new Set<string>();
  return Object.entries(paths).flatMap(([path, item]) =>
    isJsonObject(item)
      ? METHODS.flatMap((method) => {
          const operation = item[method];
          return isJsonObject(operation) ? [toOperation(operation, { method, path, taken })] : [];
        })
      : [],
  );
}

interface OperationContext {
  readonly method: string;
  readonly path: string;
  /** The ids of the operations before it. */
  readonly taken: Set<string>;
}

function toOperation(operation: JsonObject, { method, path, taken }: OperationContext): ContractOperation {
  const { operationId, summary, tags, 'x-provenance': provenance } = operation;
  const id = toUnique(typeof operationId === 'string' ? operationId : toId(method, path), taken);
  taken.add(id);
  return {
    id,
    method: method.toUpperCase(),
    path,
    tag: Array.isArray(tags) ? String(tags[0] ?? '') : '',
    summary: typeof summary === 'string' ? summary : '',
    provenance: isJsonObject(provenance) ? String(provenance['status'] ?? '') : '',
    example: findExample(operation['requestBody']),
  };
}

/** Returns the id of an operation that declares none: `get_pets_petId`. */
function toId(method: string, path: string): string {
  return [method, ...path.split('/').filter((segment) => segment !== '')].join('_').replaceAll(/[^A-Za-z0-9_]/g, '');
}

/** Returns the id, with a number after it when another operation has it. */
function toUnique(id: string, taken: ReadonlySet<string>): string {
  let unique = id;
  for (let number = 2; taken.has(unique); number += 1) unique = `${id}_${number}`;
  return unique;
}

function findExample(requestBody: Json | undefined): Json | undefined {
  const content = isJsonObject(requestBody) ? requestBody['content'] : undefined;
  const media = isJsonObject(content) ? content['application/json'] : undefined;
  if (!isJsonObject(media)) return undefined;
  const [first] = isJsonObject(media['examples']) ? Object.values(media['examples']) : [];
  return media['example'] ?? (isJsonObject(first) ? first['value'] : undefined);
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;
