import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';

/**
 * The paths of the servers below which an operation answers: the document's, its path item's and its own (OpenAPI 3.1
 * section 4.8.5).
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

/**
 * A URL template with each value that its variables may have; a variable that is not declared makes it nobody's
 * address.
 */
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

/** A URL without a scheme is relative to where the document lies, which is our own root. */
function toPath(url: string): readonly string[] {
  const path = `/${url
    .replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/]*/i, '')
    .replace(/^\.?\//, '')
    .replace(/[?#].*$/s, '')
    .replace(/(?<!\/)\/+$/, '')}`;
  return path === '/' || /[{}]/.test(path) ? [] : [path];
}

const MAX_VALUES = 50;
