import { PRODUCT } from '../kernel/product.ts';
import type { SandboxScope } from './sandbox-scope.ts';

/** Returns the sandbox to name in a request to this origin; undefined when the request is to stay as it is. */
export type FindTarget = (origin: string | undefined) => string | undefined;

/** What targets are found with. */
export interface TargetDeps {
  readonly scope: Pick<SandboxScope, 'current'>;
  /** Returns the simulator's address as configured. Called per request, since a framework may read it from a file. */
  readonly readUrl: () => string | undefined;
  /** Reports once that no sandbox can be passed on, and why. */
  readonly warn: (message: string) => void;
}

/** Creates a function that names a sandbox in requests to the simulator's origin alone. */
export function createFindTarget({ scope, readUrl, warn }: TargetDeps): FindTarget {
  let known: { readonly url: string | undefined; readonly origin: string | undefined } | undefined;
  let hasWarned = false;

  const findOrigin = (): string | undefined => {
    const url = readUrl();
    if (known === undefined || known.url !== url) known = { url, origin: toHttpOrigin(url) };
    if (known.origin === undefined && !hasWarned) {
      hasWarned = true;
      warn(toWarning(url));
    }
    return known.origin;
  };

  return function findTarget(origin) {
    const sandbox = scope.current();
    if (sandbox === undefined || origin === undefined) return undefined;
    return findOrigin() === origin ? sandbox : undefined;
  };
}

/** Returns the origin of an HTTP address; undefined for anything else. */
export function toHttpOrigin(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, origin } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? origin : undefined;
}

function toWarning(url: string | undefined): string {
  const reason = url === undefined || url === '' ? 'is not set' : `is ${JSON.stringify(url)}, not an HTTP address`;
  return `${PRODUCT.name}/propagate passes no sandbox on: ${PRODUCT.urlVariable} ${reason}. Set it to the simulator's address, such as http://localhost:4010.`;
}
