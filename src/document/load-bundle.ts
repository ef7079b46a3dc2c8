import { readFile } from 'node:fs/promises';
import type { JsonObject } from '../kernel/json/json.ts';
import type { OpenApiDocument } from './openapi/open-api-document.ts';

/** Reads a bundle that `npm run spec:bundle` wrote as JSON, without checking it again. */
export async function loadBundle(file: string): Promise<OpenApiDocument> {
  const document = JSON.parse(await readFile(file, 'utf8')) as JsonObject;
  return { file, document, locate: (pointer) => ({ file, pointer }) };
}
