/**
 * Returns the server that a URL names, as `host:port` in lower case. Undefined for what is not a complete http or https
 * URL, and for one with credentials in it.
 */
export function toReceiver(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, port, username, password } = new URL(text);
  const standard = DEFAULT_PORTS[protocol];
  if (standard === undefined || username !== '' || password !== '') return undefined;
  return `${hostname}:${port === '' ? standard : port}`;
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };
