import { createContext } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { toPath, type Call } from '../../api/call.ts';
import type { Exchange } from '../../api/types.ts';
import { useConsole } from '../../state/console.ts';

/** The exchanges that the page has of the world. They tell whether the id of one is enough. */
export const KnownExchanges = createContext<readonly Exchange[]>([]);

/** Returns the number of an exchange where others have its id; undefined where its id is enough. */
function findSharedNumber(
  { id, number }: Pick<Exchange, 'id' | 'number'>,
  all: readonly Exchange[],
): number | undefined {
  return all.some((each) => each.id === id && each.number !== number) ? number : undefined;
}

/** Returns a call that concerns one recorded exchange, and no other with its id. */
export function useExchangeCall(
  exchange: Exchange,
  method: 'GET' | 'POST',
  what: 'explain' | 'changes' | 'revert' | 'replay',
): Call {
  const { id, world } = exchange;
  const number = findSharedNumber(exchange, useContext(KnownExchanges));
  const path = toPath`/__admin/requests/${id}/${what}`;
  return { method, path, world, ...(number === undefined ? {} : { query: { number } }) };
}

/** The parameters of the page's address that name an exchange. */
export const SELECTED = { id: 'request', number: 'number' } as const;
/** Those of the first one that is compared. */
export const COMPARED = { id: 'with', number: 'with_number' } as const;

type AddressNames = typeof SELECTED | typeof COMPARED;

/** Returns the parameters that name an exchange, or none. The number is among them only where others have its id. */
export function toAddress(
  names: AddressNames,
  exchange: Exchange | undefined,
  all: readonly Exchange[],
): Readonly<Record<string, string | number | undefined>> {
  return { [names.id]: exchange?.id, [names.number]: exchange && findSharedNumber(exchange, all) };
}

/**
 * Returns the world's exchange that the address names; without a number the newest with the id, which stays the same
 * when another one arrives: then the address gets its number. It is kept while it is shown, also when the list has
 * dropped it.
 */
export function useAddressed(names: AddressNames, all: readonly Exchange[]): Exchange | undefined {
  const { world, route, setParams } = useConsole();
  const { [names.id]: id, [names.number]: number } = route.params;
  const last = useRef<{ readonly key: string; readonly exchange: Exchange }>(undefined);
  const key = JSON.stringify([world, id, number]);
  const kept = last.current;
  const isNamed = (exchange: Exchange): boolean =>
    exchange.world === world && exchange.id === id && (number === undefined || String(exchange.number) === number);
  const same = kept?.key === key ? kept.exchange : undefined;
  const found =
    all.find((each) => isNamed(each) && (same === undefined || each.number === same.number)) ??
    same ??
    (kept !== undefined && number !== undefined && isNamed(kept.exchange) ? kept.exchange : undefined);
  last.current = found && { key, exchange: found };
  const missing = number === undefined && found !== undefined ? findSharedNumber(found, all) : undefined;
  useEffect(() => {
    if (missing !== undefined) setParams({ [names.number]: missing });
  }, [missing]);
  return found;
}
