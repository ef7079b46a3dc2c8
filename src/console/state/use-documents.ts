import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { Client } from '../api/client.ts';
import { isJsonObject, type Json } from '../api/types.ts';
import { isAway, type Console, type LiveState } from './console.ts';

/**
 * Returns the contract that the server simulates, and a function that says whether the control plane has an operation,
 * by its own document. Both are read again when the server is back: it may be another version.
 */
export function useDocuments(client: Client, live: LiveState): Pick<Console, 'offers' | 'contract'> {
  const contract = useDocument(client, live, '/__admin/contract.json');
  const control = useDocument(client, live, '/__admin/openapi.json');
  const operations = useMemo(() => listOperations(control), [control]);
  const offers = useCallback<Console['offers']>(
    (method, template) => operations.has(`${method} ${template}`),
    [operations],
  );
  return { contract, offers };
}

function useDocument(client: Client, live: LiveState, path: string): Json | undefined {
  const [document, setDocument] = useState<Json>();
  const isMissing = isAway(live);
  useEffect(() => {
    if (isMissing) return undefined;
    const ended = new AbortController();
    client.send({ method: 'GET', path }, ended.signal).then(
      (body) => setDocument(body as Json),
      () => undefined,
    );
    return () => ended.abort();
  }, [client, isMissing]);
  return document;
}

/** Returns the operations of an OpenAPI document as `GET /path/{template}`. */
function listOperations(document: unknown): ReadonlySet<string> {
  const paths = isJsonObject(document) ? document['paths'] : undefined;
  if (!isJsonObject(paths)) return new Set();
  return new Set(
    Object.entries(paths).flatMap(([path, item]) =>
      isJsonObject(item) ? Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`) : [],
    ),
  );
}
