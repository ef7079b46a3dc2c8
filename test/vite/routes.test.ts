import { describe, expect, it } from 'vitest';
import { findRoute, toRoutes, withoutRoute } from '../../src/vite/routes.ts';

const ATHENA = ['/api/v1/agents', '/api/v1/agents/{agent_uuid}', '/api/v1/user'];

describe('the routes of a contract', () => {
  it.each([
    ['begin where all its paths do', ATHENA, ['/api/v1']],
    ['are its first segments', ['/pets', '/pets/{id}', '/owners/{id}/pets'], ['/pets', '/owners']],
    ['end before a parameter', ['/{tenant}x/a', '/b'].slice(1), ['/b']],
    ['are its only path', ['/status/now'], ['/status/now']],
  ])('%s', (_title, templates, paths) => {
    const routes = toRoutes({ prefixes: undefined, templates, own: [] });
    expect(routes).toEqual(paths.map((path) => ({ path, isMount: false })));
  });

  it.each([[['/{tenant}/pets']], [['/']], [[]]])('must be given for %j', (templates) => {
    expect(() => toRoutes({ prefixes: undefined, templates, own: [] })).toThrow('Give `prefix`');
  });

  it('are mounts where the paths do not begin with them', () => {
    expect(toRoutes({ prefixes: ['/api', '/mock'], templates: ATHENA, own: ['/__admin'] })).toEqual([
      { path: '/__admin', isMount: false },
      { path: '/api', isMount: false },
      { path: '/mock', isMount: true },
    ]);
  });
});

describe('a request', () => {
  const routes = toRoutes({ prefixes: ['/api', '/mock'], templates: ATHENA, own: ['/__admin'] });

  it.each([
    ['/api/v1/user?x=/mock', '/api'],
    ['/api?x', '/api'],
    ['/mock', '/mock'],
    ['/__admin/health', '/__admin'],
    ['/apix/v1', undefined],
    ['/', undefined],
    ['/x?y=/api/', undefined],
  ])('to %s has the route %s', (target, path) => {
    expect(findRoute(routes, target)?.path).toBe(path);
  });

  it.each([
    ['/mock/pets?x=1', '/pets?x=1'],
    ['/mock', '/'],
    ['/mock?x=1', '/?x=1'],
  ])('to the mount %s is for %s', (target, rest) => {
    expect(withoutRoute(target, { path: '/mock', isMount: true })).toBe(rest);
  });
});
