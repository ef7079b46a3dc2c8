import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { readAddress, parseRoute, toHref, type ParamChanges, type Place, type Route } from './route.ts';

/** The route of the page, and the functions that change it. */
export interface Routing {
  readonly place: Place;
  readonly route: Route;
  readonly go: (screen: string, params?: ParamChanges) => void;
  readonly setParams: (changes: ParamChanges, push?: boolean) => void;
}

/** Follows the page's address. Every change of it goes through these functions, or through Back and Forward. */
export function useRoute(): Routing {
  const [route, setRoute] = useState(readRoute);
  useEffect(() => {
    const onMove = (): void => setRoute(readRoute());
    window.addEventListener('popstate', onMove);
    return () => window.removeEventListener('popstate', onMove);
  }, []);
  const place = useMemo(() => readAddress(location.href), []);
  const move = useCallback((href: string, push: boolean): void => {
    if (push) history.pushState(null, '', href);
    else history.replaceState(null, '', href);
    setRoute(readRoute());
  }, []);
  const go = useCallback<Routing['go']>((screen, params = {}) => {
    const { world } = readRoute().params;
    move(toHref(screen, { world, ...params }), true);
    document.querySelector('main')?.scrollTo(0, 0);
  }, []);
  const setParams = useCallback<Routing['setParams']>((changes, push = false) => {
    const { screen, params } = readRoute();
    move(toHref(screen, { ...params, ...changes }), push);
  }, []);
  return { place, route, go, setParams };
}

function readRoute(): Route {
  return parseRoute(location.pathname, location.search);
}
