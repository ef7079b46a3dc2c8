import { isSameSecret } from '../kernel/random/digest.ts';
import { isAddress, isLoopback } from '../kernel/loopback.ts';
import { Problem } from '../kernel/problem.ts';
import { PRODUCT } from '../kernel/product.ts';
import type { ExchangeRequest } from '../pipeline/exchange/exchange.ts';

/** Who may call the control plane. */
export interface GuardSettings {
  /** Accepted host names besides those of this machine, without a port; `any` accepts all. */
  readonly allowedHosts: readonly string[] | 'any';
  readonly token: string;
  /** Returns whether local callers need the token too. Called per request: the simulator may listen elsewhere later. */
  readonly needsToken: () => boolean;
}

/**
 * Creates the guard of the control plane. It rejects pages of other sites (by `Origin` and `Sec-Fetch-Site`), unknown
 * host names (DNS rebinding), and, when other machines can reach this server, requests without the token. Health is
 * open to all.
 */
export function createGuard(settings: GuardSettings): Guard {
  return function guard(request) {
    if (request.path === OPEN_PATH) return;
    rejectUnknownHost(request, settings);
    rejectOtherSites(request);
    const isLocal = request.peer === undefined || isLoopback(request.peer.replace(/^::ffff:/i, ''));
    if (isLocal && !settings.needsToken()) return;
    const sent = request.headers[PRODUCT.adminTokenHeader];
    if (sent === undefined || !isSameSecret(sent, settings.token))
      throw new Problem('ADMIN_TOKEN_REQUIRED', { message: NO_TOKEN });
  };
}

/**
 * Creates the guard of the console's page and its files. It accepts requests without the token: the page has nothing of
 * a world, and sends the token with each of its calls. A link of another site may open the page as a document, in a tab
 * of its own.
 */
export function createPageGuard(settings: Pick<GuardSettings, 'allowedHosts'>): Guard {
  return function guardPage(request) {
    rejectUnknownHost(request, settings);
    const { 'sec-fetch-mode': mode, 'sec-fetch-dest': destination } = request.headers;
    if (mode === 'navigate' && destination === 'document') return;
    rejectOtherSites(request);
  };
}

/** Throws a Problem when a request may not use the control plane. */
export type Guard = (request: Pick<ExchangeRequest, 'path' | 'headers' | 'origin' | 'peer'>) => void;

/** Accepts every IP address: DNS rebinding needs a name. */
function rejectUnknownHost(
  { headers }: Pick<ExchangeRequest, 'headers'>,
  { allowedHosts }: Pick<GuardSettings, 'allowedHosts'>,
): void {
  const { host } = headers;
  if (host === undefined || allowedHosts === 'any') return;
  const name = toHostName(host);
  if (isLoopback(name) || isAddress(name) || allowedHosts.includes(name)) return;
  const message = `The control plane does not serve the host name ${JSON.stringify(name.slice(0, MAX_SHOWN_LENGTH))}. Add it with --allowed-hosts.`;
  throw new Problem('HOST_NOT_ALLOWED', { message });
}

/** Browsers set both headers, and pages cannot change them. `same-site` is another port of this machine. */
function rejectOtherSites({ headers, origin }: Pick<ExchangeRequest, 'headers' | 'origin'>): void {
  const { host, origin: page, 'sec-fetch-site': site } = headers;
  const isOwn =
    page === undefined ||
    page.toLowerCase() === toOrigin(origin) ||
    page.toLowerCase().replace(/^https?:\/\//, '') === host;
  if (isOwn && (site === undefined || site === 'same-origin' || site === 'none')) return;
  throw new Problem('CROSS_SITE_REQUEST', { message: OTHER_SITE });
}

/** Removes the path that a proxy or a sandbox prefix adds. */
function toOrigin(origin: string): string {
  return (/^[a-z]+:\/\/[^/]+/i.exec(origin)?.[0] ?? origin).toLowerCase();
}

function toHostName(host: string): string {
  const name = host.replace(/:\d*$/, '').toLowerCase();
  return name.replace(/^\[(.*)\]$/, '$1');
}

const OPEN_PATH = '/__admin/health';
const NO_TOKEN = `The control plane requires its token in the header ${PRODUCT.adminTokenHeader}. The banner shows it, unless --admin-token sets it.`;
const OTHER_SITE =
  'The control plane rejects requests from pages of other origins. Call it from a test, a script or its own pages.';
const MAX_SHOWN_LENGTH = 100;
