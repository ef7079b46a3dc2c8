import type { ExchangeRequest } from '../exchange/exchange.ts';
import { parseCookies } from '../sandbox/cookies.ts';

/** Values by name: the headers or the cookies of a request. */
type Values = Readonly<Record<string, string>>;

/** A request and its cookies, both of which record which names are read. */
export interface TrackedRequest {
  readonly request: ExchangeRequest;
  readonly cookies: Values;
  readonly reads: HeaderReads;
}

/** The headers and cookies that were read from a request: its response depends on no others. */
export interface HeaderReads {
  readonly headers: NameReads;
  readonly cookies: NameReads;
}

/** The names that were read from a set of values. */
export interface NameReads {
  /** Includes names that were read but not sent. */
  readonly names: ReadonlySet<string>;
  /** All names were listed, so the result may depend on names that `names` lacks. */
  readonly isListed: boolean;
}

/** Returns a copy of a request that records which of its headers and cookies are read. */
export function trackHeaders(request: ExchangeRequest): TrackedRequest {
  const headers = new ReadRecorder();
  const cookies = new ReadRecorder();
  return {
    request: { ...request, headers: new Proxy(request.headers, headers) },
    cookies: new Proxy(parseCookies(request.headers['cookie']), cookies),
    reads: { headers, cookies },
  };
}

/** Records every way of reading a property; `Object.hasOwn` is one. */
class ReadRecorder implements ProxyHandler<Values>, NameReads {
  readonly names = new Set<string>();
  isListed = false;

  get(values: Values, name: string | symbol): unknown {
    this.#add(name);
    return Reflect.get(values, name);
  }

  has(values: Values, name: string | symbol): boolean {
    this.#add(name);
    return Reflect.has(values, name);
  }

  getOwnPropertyDescriptor(values: Values, name: string | symbol): PropertyDescriptor | undefined {
    this.#add(name);
    return Reflect.getOwnPropertyDescriptor(values, name);
  }

  ownKeys(values: Values): (string | symbol)[] {
    this.isListed = true;
    return Reflect.ownKeys(values);
  }

  #add(name: string | symbol): void {
    if (typeof name === 'string') this.names.add(name);
  }
}
