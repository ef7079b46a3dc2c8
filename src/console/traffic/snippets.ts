import { quote } from '../api/curl.ts';
import { REDACTED, type Exchange } from '../api/types.ts';

/** Where a recorded request can be sent again. */
export interface SnippetContext {
  /** The server's address without a trailing slash. */
  readonly root: string;
}

/** Returns the shell command that sends a recorded request again. Redacted values are shell variables. */
export function toCurlSnippet(exchange: Exchange, context: SnippetContext): string {
  const { method } = exchange;
  const { url, headers, body } = toRequest(exchange, context);
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${quote(url)}`,
    ...headers.map(([name, value]) =>
      value.includes(REDACTED)
        ? `-H "${name}: ${value.replaceAll(/["\\`$]/g, String.raw`\$&`).replaceAll(REDACTED, '$SECRET')}"`
        : `-H ${quote(`${name}: ${value}`)}`,
    ),
    ...(body === undefined ? [] : [`-d ${quote(body)}`]),
  ];
  return lines.join(' \\\n  ');
}

/** Returns the `fetch` call that sends a recorded request again. */
export function toFetchSnippet(exchange: Exchange, context: SnippetContext): string {
  const { url } = toRequest(exchange, context);
  return withSecret(`await fetch(${JSON.stringify(url)}, ${toInit(exchange, context)});`);
}

/** Returns a test that sends a recorded request to a sandbox of its own, and expects the recorded status. */
export function toVitestSnippet(exchange: Exchange, context: SnippetContext): string {
  const { method, path, query, status, operation_id: operation } = exchange;
  const target = `${path}${query === '' ? '' : `?${query}`}`;
  const init = toInit(exchange, context).replaceAll('\n', '\n  ');
  return withSecret(
    [
      "import { expect } from 'vitest';",
      "import { test } from 'athena-simulator/vitest';",
      '',
      `test(${JSON.stringify(`${operation ?? `${method} ${path}`} responds with ${status}`)}, async ({ baseUrl }) => {`,
      `  const response = await fetch(baseUrl + ${JSON.stringify(target)}, ${init});`,
      `  expect(response.status).toBe(${status});`,
      '});',
      '',
    ].join('\n'),
  );
}

/** Puts a constant in place of redacted values, which the log does not have. */
function withSecret(code: string): string {
  if (!code.includes(REDACTED)) return code;
  const filled = code.replaceAll(REDACTED, '" + SECRET + "').replaceAll(' + ""', '');
  const line = "const SECRET = ''; // The log does not have it: fill it in.\n";
  const imports = filled.lastIndexOf("vitest';\n");
  const at = imports === -1 ? 0 : imports + "vitest';\n".length;
  return filled.slice(0, at) + line + filled.slice(at);
}

function toInit(exchange: Exchange, context: SnippetContext): string {
  const { headers, body } = toRequest(exchange, context);
  const init = {
    method: exchange.method,
    ...(headers.length === 0 ? {} : { headers: Object.fromEntries(headers) }),
    ...(body === undefined ? {} : { body }),
  };
  return JSON.stringify(init, undefined, 2);
}

function toRequest({ path, query, request, world }: Exchange, { root }: SnippetContext) {
  const sent = Object.entries(request.headers)
    .filter(([name]) => !NOT_SENT.has(name))
    .map(([name, value]) => [name, typeof value === 'string' ? value : value.join(', ')] as const);
  const hasWorld = world === 'baseline' || sent.some(([name]) => name === 'x-athena-sandbox');
  return {
    url: `${root}${path}${query === '' ? '' : `?${query}`}`,
    headers: hasWorld ? sent : [...sent, ['x-athena-sandbox', world] as const],
    body: request.body === undefined ? undefined : toText(request.body),
  };
}

function toText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** Headers that the client's own program adds. */
const NOT_SENT: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'accept-encoding',
  'user-agent',
  'transfer-encoding',
  'keep-alive',
  'origin',
  'referer',
  'accept-language',
  'sec-ch-ua',
  'sec-ch-ua-mobile',
  'sec-ch-ua-platform',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
]);
