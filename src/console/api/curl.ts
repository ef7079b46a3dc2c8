import { BASELINE, toUrl, type Call } from './call.ts';

/** What a curl line depends on besides the call. */
export interface CurlContext {
  /** The server's address without a trailing slash. */
  readonly root: string;
  readonly world: string;
  /** Whether the server wants the admin token. The line names a variable instead of the token. */
  readonly hasToken: boolean;
}

/** Returns the shell command that sends a call. */
export function toCurl(call: Call, { root, world, hasToken }: CurlContext): string {
  const { method, headers = {}, body } = call;
  const sandbox = call.world ?? world;
  const isControl = call.path.startsWith('/__admin');
  const sent: readonly (readonly [string, string])[] = [
    ...(sandbox === BASELINE ? [] : [['X-Athena-Sandbox', sandbox] as const]),
    ...Object.entries(headers),
    ...(body === undefined ? [] : [['Content-Type', 'application/json'] as const]),
  ];
  return [
    'curl',
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    quote(toUrl(root, call)),
    ...sent.map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(hasToken && isControl ? ['-H "X-Athena-Admin-Token: $ADMIN_TOKEN"'] : []),
    ...(body === undefined ? [] : [`-d ${quote(JSON.stringify(body))}`]),
  ].join(' ');
}

/** Returns a command with the option that names this server, unless it has one or this is the default server. */
export function toCommand(line: string, { root }: Pick<CurlContext, 'root'>): string {
  return root === DEFAULT_SERVER || NAMES_SERVER.test(line) ? line : `${line} --url ${quote(root)}`;
}

/** Quotes a text for a POSIX shell, unless every character of it is plain. */
export function quote(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** The server that a command asks if it names none. */
const DEFAULT_SERVER = 'http://localhost:4010';
/** The server puts the option after the name of the command. */
const NAMES_SERVER = /^npx \S+ \w+ --url /;
const PLAIN = /^[\w@%+=:,./-]+$/;
