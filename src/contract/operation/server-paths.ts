import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';

/**
 * Returns the paths of the servers below which an operation is available: those of the document, its path item and the
 * operation itself (OpenAPI 3.1 section 4.8.5).
 */
export function findServerPaths(document: JsonObject, path: string, method: string): readonly string[] {
  const paths = isJsonObject(document['paths']) ? document['paths'] : {};
  const pathItem = isJsonObject(paths[path]) ? paths[path] : {};
  const operation = pathItem[method.toLowerCase()];
  const lists = [document['servers'], pathItem['servers'], isJsonObject(operation) ? operation['servers'] : undefined];
  return [...new Set(lists.flatMap(readPaths))];
}

function readPaths(servers: JsonValue | undefined): readonly string[] {
  if (!Array.isArray(servers)) return [];
  return servers.flatMap((server: JsonValue) =>
    isJsonObject(server) && typeof server['url'] === 'string'
      ? expand(server['url'], server['variables']).flatMap(toPath)
      : [],
  );
}

/** Expands a URL template for all values of its variables. Returns nothing when a variable is not declared. */
function expand(url: string, variables: JsonValue | undefined): readonly string[] {
  const [placeholder, name = ''] = /\{([^{}]+)\}/.exec(url) ?? [];
  if (placeholder === undefined) return [url];
  const variable = isJsonObject(variables) ? variables[name] : undefined;
  if (!isJsonObject(variable)) return [];
  const values = new Set([variable['default'], ...(Array.isArray(variable['enum']) ? variable['enum'] : [])]);
  const texts = [...values].filter(
    (value): value is string | number => typeof value === 'string' || typeof value === 'number',
  );
  return texts
    .slice(0, MAX_VALUES)
    .flatMap((value) => expand(url.replace(placeholder, String(value)), variables))
    .slice(0, MAX_VALUES);
}

/** Returns the path of a server URL. A URL without a scheme is relative to the document, here the server's root. */
function toPath(url: string): readonly string[] {
  const path = `/${url
    .replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/]*/i, '')
    .replace(/^\.?\//, '')
    .replace(/[?#].*$/s, '')
    .replace(/(?<!\/)\/+$/, '')}`;
  return path === '/' || /[{}]/.test(path) ? [] : [path];
}

const MAX_VALUES = 50;
