import { readFile } from 'node:fs/promises';
import type { JsonObject } from '../kernel/json/json.ts';
import type { OpenApiDocument } from './openapi/open-api-document.ts';

/** Reads what `loadDocument` once gave and somebody has written down as JSON: nothing of it is looked at again. */
export async function loadBundle(file: string): Promise<OpenApiDocument> {
  const document = JSON.parse(await readFile(file, 'utf8')) as JsonObject;
  return { file, document, locate: (pointer) => ({ file, pointer }) };
}
