import { expect, it } from 'vitest';
import { fillInExpressions, type ReadExchange } from '../../../src/pipeline/outgoing/runtime-expression.ts';

const EXCHANGE: ReadExchange = {
  url: 'http://api.test/orders?notify=http%3A%2F%2Fq.test',
  method: 'POST',
  request: {
    headers: { 'x-notify': 'http://h.test' },
    body: { url: 'http://b.test/hook', list: [{ 'a/b': 'deep' }], number: 7, none: null },
    query: [
      ['notify', 'http://q.test'],
      ['notify', 'second'],
    ],
    path: { id: '42' },
  },
  response: { status: 201, headers: { location: '/orders/42', 'set-cookie': ['a=1', 'b=2'] }, body: { id: 42 } },
};

// The examples of OpenAPI 3.1, section 4.8.20.4, and their edges.
it.each([
  ['{$request.body#/url}', 'http://b.test/hook'],
  ['$request.body#/url', 'http://b.test/hook'],
  ['http://r.test/{$request.path.id}?s={$statusCode}&m={$method}', 'http://r.test/42?s=201&m=POST'],
  ['{$request.query.notify}/x', 'http://q.test/x'],
  ['{$request.header.X-Notify}', 'http://h.test'],
  ['{$request.body#/list/0/a~1b}', 'deep'],
  ['{$request.body#/number}', '7'],
  ['{$response.body#/id}', '42'],
  ['{$response.header.Location}', '/orders/42'],
  ['{$response.header.set-cookie}', 'a=1'],
  ['{$url}', 'http://api.test/orders?notify=http%3A%2F%2Fq.test'],
  ['http://static.test/{id}', 'http://static.test/{id}'],
  ['{$request.body#/missing}', undefined],
  ['{$request.body#/none}', undefined],
  ['{$request.body}', undefined],
  ['{$request.path.constructor}', undefined],
  ['{$request.header.constructor}', undefined],
  ['{$response.path.id}', undefined],
  ['{$request.bodyurl}', undefined],
  ['{$nothing}', undefined],
])('%s is %s', (template, filled) => {
  expect(fillInExpressions(template, EXCHANGE)).toBe(filled);
});
