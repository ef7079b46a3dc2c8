import { lookup } from 'node:dns/promises';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isJsonObject, type JsonObject } from '../../kernel/json/json.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { toReason } from '../../kernel/text/to-reason.ts';
import { toReceiver } from '../../kernel/to-receiver.ts';
import { UndeliverableError, type Delivery, type Transport } from '../../store/port/outbox.ts';
import { isConnectable, type ResolvedAddress } from './check-address.ts';
import { signBody } from './sign-body.ts';

/** What an HTTP transport may send to, and how it signs. */
export interface HttpTransportOptions {
  /** `host:port`, in lower case. */
  readonly allowed: ReadonlySet<string>;
  /** The key of the signatures. */
  readonly secret: string;
  /** The machine's time, in milliseconds. */
  readonly now: () => number;
  /** Resolves a name. Defaults to the system's resolver. */
  readonly resolve?: (host: string) => Promise<readonly ResolvedAddress[]>;
}

/**
 * Creates the transport of outgoing HTTP requests. A name is resolved once for each try, and the connection is made to
 * an address that was checked. Redirects are not followed.
 */
export function createHttpTransport({
  allowed,
  secret,
  now,
  resolve = resolveBySystem,
}: HttpTransportOptions): Transport {
  return {
    accepts: (receiver) => allowed.has(receiver),
    deliver: async (delivery, signal) => {
      signal.throwIfAborted();
      const { method, url: text, headers, body } = toMessage(delivery);
      const url = checkUrl(text, allowed);
      if (!METHODS.has(method)) throw new UndeliverableError(`Requests of the method ${method} are not sent.`);
      const addresses = await findAddresses(url.hostname, resolve);
      signal.throwIfAborted();
      const signed = {
        'user-agent': PRODUCT.name,
        'idempotency-key': delivery.deliveryId,
        ...headers,
        ...(body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        [PRODUCT.deliveryHeader]: delivery.deliveryId,
        [PRODUCT.signatureHeader]: signBody(body, { secret, time: now() }),
      };
      const response = await send(url, { method, headers: signed, body, signal, addresses }).catch(toFailure);
      checkStatus(response.statusCode ?? 0);
    },
  };
}

/** Throws an UndeliverableError when nothing may be sent to the URL. */
function checkUrl(text: string, allowed: ReadonlySet<string>): URL {
  const receiver = toReceiver(text);
  if (receiver === undefined)
    throw new UndeliverableError('The address is not a complete http or https URL without credentials.');
  if (!allowed.has(receiver))
    throw new UndeliverableError(`${receiver} may not be sent to. Pass --allow-outgoing ${receiver} to allow it.`);
  return new URL(text);
}

/**
 * Gives an error its reason. Node rejects a header that HTTP does not allow: no later try can send it. When all
 * addresses of a name fail, Node's error has no message of its own.
 */
function toFailure(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_INVALID_CHAR' || code === 'ERR_INVALID_HTTP_TOKEN')
    throw new UndeliverableError('A header has characters that HTTP does not allow.');
  if (error instanceof AggregateError && error.message === '')
    throw new Error(error.errors.map(toReason).join('; '), { cause: error });
  throw error;
}

/** A request to send. */
interface Message {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function toMessage({ payload }: Pick<Delivery, 'payload'>): Message {
  const { method, url, headers, body } = payload;
  return {
    method: typeof method === 'string' ? method.toUpperCase() : 'POST',
    url: typeof url === 'string' ? url : '',
    headers: toHeaders(isJsonObject(headers ?? null) ? (headers as JsonObject) : {}),
    body: typeof body === 'string' ? body : '',
  };
}

/** Names in lower case, so that those that the transport sets replace them. */
function toHeaders(headers: JsonObject): Readonly<Record<string, string>> {
  const own = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'object' ? [] : [[name.toLowerCase(), String(value)] as const],
  );
  return Object.fromEntries(own.filter(([name]) => !CONNECTION_HEADERS.has(name)));
}

/** Returns the addresses to connect to. If one of a name's is forbidden, all are: the name is not trusted. */
async function findAddresses(
  hostname: string,
  resolve: (host: string) => Promise<readonly ResolvedAddress[]>,
): Promise<Addresses> {
  const host = hostname.replace(/^\[(.+)\]$/, '$1');
  const family = isIP(host);
  const addresses = family === 0 ? await resolve(host) : [{ address: host, family }];
  const [first, ...others] = addresses;
  if (first === undefined) throw new Error(`${host} has no address.`);
  if (!addresses.every(isConnectable))
    throw new UndeliverableError(`${host} is, or resolves to, an address that is never connected to.`);
  return [first, ...others];
}

async function resolveBySystem(host: string): Promise<readonly ResolvedAddress[]> {
  return lookup(host, { all: true });
}

/** Sends a request and reads the response to its end, of which it keeps only the head. */
function send(
  url: URL,
  { method, headers, body, signal, addresses }: Omit<Message, 'url'> & SendOptions,
): Promise<IncomingMessage> {
  const [{ address, family }] = addresses;
  // Node tries all of them, such as IPv6 and IPv4 of localhost.
  const pinned: LookupFunction = (_host, { all }, callback) =>
    all === true ? callback(null, [...addresses]) : callback(null, address, family);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, signal, lookup: pinned, agent: false }, (response) => {
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        if ((size += chunk.length) > MAX_RESPONSE) response.destroy(new Error('The response is too long.'));
      });
      response.once('error', reject);
      response.once('end', () => resolve(response));
    });
    sent.once('error', (error) => reject(signal.aborted ? (signal.reason as Error) : error));
    // Such as after a response that switches protocols. Does nothing after any other end.
    sent.once('close', () => reject(new Error('The connection was closed.')));
    sent.end(body);
  });
}

interface SendOptions {
  readonly signal: AbortSignal;
  readonly addresses: Addresses;
}

/** The addresses of one host, all of which were checked. */
type Addresses = readonly [ResolvedAddress, ...ResolvedAddress[]];

function checkStatus(status: number): void {
  if (status >= 200 && status < 300) return;
  if (status >= 300 && status < 400)
    throw new UndeliverableError(`The receiver responded with ${status}. Redirects are not followed.`);
  throw new Error(`The receiver responded with ${status}.`);
}

/** Methods that end with a response: CONNECT, for example, opens a tunnel. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Headers that concern the connection, which the transport decides. */
const CONNECTION_HEADERS: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** In bytes. */
const MAX_RESPONSE = 1_000_000;
