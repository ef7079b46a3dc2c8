import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { ServedDocument } from '../message/app-options.ts';
import { createPage, type Page, type RenderPage } from './page.ts';

/**
 * Creates the pages of an OpenAPI document as JSON and YAML. `servers` lists only this server, as the client sees it.
 */
export function createDocumentPages({ json, toYaml }: ServedDocument): {
  readonly json: RenderPage;
  readonly yaml: RenderPage;
} {
  return {
    json: renderOnce('application/json', (origin) => JSON.stringify(withServer(json, origin))),
    yaml: renderOnce('application/yaml', (origin) => toYaml(withServer(json, origin))),
  };
}

/** Caches the page of the last origin: documents may be large, and most clients call this server by one name. */
function renderOnce(mediaType: string, write: (origin: string) => string): RenderPage {
  let last: { readonly origin: string; readonly page: Page } | undefined;
  return ({ origin }) => {
    if (last?.origin !== origin) last = { origin, page: createPage(mediaType, write(origin)) };
    return last.page;
  };
}

/**
 * Replaces the servers of the document, and removes those of paths and operations, which generated clients would call.
 */
function withServer(document: JsonObject, origin: string): JsonObject {
  const { paths } = document;
  const served = { ...document, servers: [{ url: origin }] };
  return isJsonObject(paths) ? { ...served, paths: mapValues(paths, withoutServers) } : served;
}

function withoutServers(pathItem: JsonValue): JsonValue {
  if (!isJsonObject(pathItem)) return pathItem;
  return mapValues(omitServers(pathItem), (part) => (isJsonObject(part) ? omitServers(part) : part));
}

function omitServers({ servers: _servers, ...rest }: JsonObject): JsonObject {
  return rest;
}

function mapValues(object: JsonObject, change: (value: JsonValue) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}
