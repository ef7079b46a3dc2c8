import { isSameSecret } from '../kernel/random/digest.ts';
import { isAddress, isLoopback } from '../kernel/loopback.ts';
import { Problem } from '../kernel/problem.ts';
import { PRODUCT } from '../kernel/product.ts';
import type { ExchangeRequest } from '../pipeline/exchange/exchange.ts';

/** Whom the control plane lets in. */
export interface GuardSettings {
  /** Host names, without a port, that it is known by beside those of this machine; `any` takes every one. */
  readonly allowedHosts: readonly string[] | 'any';
  readonly token: string;
  /**
   * Whether the token is needed even by who is on this machine. Asked each time: a simulator may begin to listen
   * elsewhere.
   */
  readonly needsToken: () => boolean;
}

/**
 * Refuses what may not use the control plane: a page of another site (its `Origin` and `Sec-Fetch-Site` say so), a host
 * name that somebody made lead here (DNS rebinding), and, where others can reach this server, whoever has not the
 * token. Health is for everybody.
 */
export function createGuard(settings: GuardSettings): Guard {
  return function guard(request) {
    if (request.path === OPEN_PATH) return;
    refuseHost(request, settings);
    refuseOtherSites(request);
    const isNear = request.peer === undefined || isLoopback(request.peer.replace(/^::ffff:/i, ''));
    if (isNear && !settings.needsToken()) return;
    const sent = request.headers[PRODUCT.adminTokenHeader];
    if (sent === undefined || !isSameSecret(sent, settings.token))
      throw new Problem('ADMIN_TOKEN_REQUIRED', { message: NO_TOKEN });
  };
}

/** Throws the Problem by which a request may not use the control plane. */
export type Guard = (request: Pick<ExchangeRequest, 'path' | 'headers' | 'origin' | 'peer'>) => void;

/** Addresses are no names: nobody can make them lead elsewhere. */
function refuseHost({ headers }: Pick<ExchangeRequest, 'headers'>, { allowedHosts }: GuardSettings): void {
  const { host } = headers;
  if (host === undefined || allowedHosts === 'any') return;
  const name = toHostName(host);
  if (isLoopback(name) || isAddress(name) || allowedHosts.includes(name)) return;
  const message = `The control plane is not known by the host name ${JSON.stringify(name.slice(0, MAX_SHOWN_LENGTH))}. Start with --allowed-hosts to name it.`;
  throw new Problem('HOST_NOT_ALLOWED', { message });
}

/**
 * Browsers say both of themselves, and no page can make them say otherwise. `same-site` is another port of this
 * machine.
 */
function refuseOtherSites({ headers, origin }: Pick<ExchangeRequest, 'headers' | 'origin'>): void {
  const { host, origin: page, 'sec-fetch-site': site } = headers;
  const isOwn =
    page === undefined ||
    page.toLowerCase() === toOrigin(origin) ||
    page.toLowerCase().replace(/^https?:\/\//, '') === host;
  if (isOwn && (site === undefined || site === 'same-origin' || site === 'none')) return;
  throw new Problem('CROSS_SITE_REQUEST', { message: OTHER_SITE });
}

/** Without the path that a proxy or a sandbox adds. */
function toOrigin(origin: string): string {
  return (/^[a-z]+:\/\/[^/]+/i.exec(origin)?.[0] ?? origin).toLowerCase();
}

function toHostName(host: string): string {
  const name = host.replace(/:\d*$/, '').toLowerCase();
  return name.replace(/^\[(.*)\]$/, '$1');
}

const OPEN_PATH = '/__admin/health';
const NO_TOKEN = `The control plane wants its token in the header ${PRODUCT.adminTokenHeader}: it is in the banner, or what --admin-token gave.`;
const OTHER_SITE =
  'The control plane takes no requests from pages of another origin. Call it from a test, a script or its own pages.';
const MAX_SHOWN_LENGTH = 100;
