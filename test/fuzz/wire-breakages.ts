import * as fc from 'fast-check';
import type { Operation } from '../../src/contract/model/contract.ts';
import type { DraftDeps } from './draft-arbitrary.ts';
import { toList } from './schema-node.ts';
import { fileFieldOf, toForm, type Attached } from './forms.ts';
import type { Change, Site } from './sites.ts';
import type { WireRequest } from './wire.ts';

/** One way to make a request invalid, whatever its values are. */
interface WireBreakage {
  readonly kind: string;
  readonly where: string;
  readonly status: number;
  readonly strict?: true;
  readonly applies: (operation: Operation, deps: DraftDeps) => boolean;
  readonly changes: (operation: Operation, deps: DraftDeps) => readonly ((request: WireRequest) => WireRequest)[];
  readonly fields?: (operation: Operation, deps: DraftDeps) => readonly string[] | undefined;
}

/** Returns the sites of an operation that are not values of the contract's schemas. */
export function wireSites(operation: Operation, deps: DraftDeps): readonly Site[] {
  return WIRE_BREAKAGES.filter(({ applies }) => applies(operation, deps)).map(
    ({ kind, where, status, strict = false, changes, fields }) => ({
      kind,
      where,
      status,
      strict,
      held: undefined,
      breaks: fc.constantFrom(...changes(operation, deps)).map((wire): Change => ({ wire })),
      fields: fields?.(operation, deps),
    }),
  );
}

const accepts = ({ body }: Operation, mediaType: string): boolean =>
  body?.mediaTypes.some(({ name }) => mediaType.startsWith(name)) ?? false;

const takesBody = ({ body, method }: Operation): boolean => body !== undefined && method !== 'GET';

const WIRE_BREAKAGES: readonly WireBreakage[] = [
  {
    kind: 'credentials',
    where: 'header',
    status: 401,
    applies: ({ security }) => security.length > 0 && security.every((set) => set.length > 0),
    changes: () =>
      WRONG_CREDENTIALS.map((headers) => (request) => ({
        ...request,
        headers: { ...withoutCredentials(request), ...headers },
      })),
  },
  {
    kind: 'method',
    where: 'method',
    status: 405,
    applies: (operation, deps) => otherMethods(operation, deps).length > 0,
    changes: (operation, deps) =>
      otherMethods(operation, deps).map((method) => (request) => ({
        ...request,
        method,
        body: method === 'GET' ? undefined : request.body,
      })),
  },
  {
    kind: 'route',
    where: 'path',
    status: 404,
    applies: () => true,
    changes: () =>
      ['/no/such/part', '/%00/./..;/x'].map((end) => (request) => ({ ...request, path: request.path + end })),
  },
  {
    kind: 'media-type',
    where: 'header content-type',
    status: 415,
    applies: takesBody,
    changes: (operation) =>
      MEDIA_TYPES.filter((name) => !accepts(operation, name)).map((name) => (request) => ({
        ...request,
        headers: { ...request.headers, 'content-type': name },
        body: request.body ?? '{}',
      })),
  },
  {
    kind: 'malformed-body',
    where: 'body',
    status: 400,
    applies: takesBody,
    changes: () =>
      MALFORMED.map((body) => (request) => ({
        ...request,
        headers: { ...request.headers, 'content-type': 'application/json' },
        body,
      })),
  },
  {
    kind: 'missing-body',
    where: 'body',
    status: 422,
    applies: (operation) => takesBody(operation) && operation.body?.required === true,
    changes: () => [(request) => ({ ...request, body: undefined }), (request) => ({ ...request, body: '' })],
    fields: (operation, { read }) => {
      const { schema } = read(operation.body?.mediaTypes[0]?.schema);
      const required = toList(schema['required']).map(String);
      // With alternative required properties, either may be named.
      if (schema['anyOf'] !== undefined || schema['oneOf'] !== undefined) return undefined;
      return required.length > 0 ? required : ['body'];
    },
  },
  {
    kind: 'csrf-token',
    where: 'header x-xsrf-token',
    status: 419,
    applies: ({ security, method }, { session }) =>
      session !== undefined && method !== 'GET' && security.flat().some(({ name }) => name === 'sessionCookie'),
    changes: (_operation, { session = '' }) =>
      [{}, { 'x-xsrf-token': 'wrong' }].map((headers) => (request) => ({
        ...request,
        headers: { ...request.headers, cookie: session, ...headers },
      })),
  },
  {
    kind: 'file',
    where: 'form attachments[]',
    status: 422,
    applies: (operation) => fileFieldOf(operation) !== undefined,
    changes: formsOf([['a text'], ['']]),
    fields: (operation) => [`${fileFieldOf(operation) ?? ''}.0`],
  },
  {
    kind: 'files',
    where: 'form attachments[]',
    status: 422,
    applies: (operation) => fileFieldOf(operation) !== undefined,
    changes: formsOf([Array.from({ length: 11 }, (_, index) => ({ name: `${index}.txt`, text: 'one' }))]),
    fields: (operation) => [fileFieldOf(operation) ?? ''],
  },
  {
    kind: 'malformed-form',
    where: 'body',
    status: 400,
    applies: (operation) => fileFieldOf(operation) !== undefined,
    changes: (operation, deps) =>
      formsOf([[{ name: 'cut.txt', text: 'one' }]])(operation, deps).flatMap((toBroken) =>
        CUTS.map((end) => (request: WireRequest) => {
          const form = toBroken(request);
          return { ...form, body: String(form.body).slice(0, end) };
        }),
      ),
  },
  {
    kind: 'unknown-strict',
    where: 'query no_such_parameter',
    status: 422,
    strict: true,
    applies: () => true,
    changes: () =>
      ['', '1'].map((value) => (request) => ({
        ...request,
        query: [...request.query, ['no_such_parameter', value] as const],
      })),
    fields: () => ['no_such_parameter'],
  },
];

/** Returns the changes that send a form with each of these instead of JSON. */
function formsOf(forms: readonly (readonly Attached[])[]): WireBreakage['changes'] {
  return (operation) => {
    const field = fileFieldOf(operation) ?? '';
    return forms.map((attached) => (request) => toForm(request, field, attached));
  };
}

function withoutCredentials({ headers }: WireRequest): Readonly<Record<string, string>> {
  const { authorization: _authorization, 'x-multiplai-authorization': _multiplai, ...others } = headers;
  return others;
}

/**
 * Returns the methods that no overlapping path has (`/agents/{agent_uuid}` overlaps `/agents/metrics`). HEAD belongs to
 * GET.
 */
function otherMethods({ path }: Operation, { contract }: DraftDeps): readonly string[] {
  const matches = (template: string, other: string): boolean =>
    new RegExp(`^${template.replaceAll(/\{[^{}]+\}/g, '[^/]+')}$`).test(other);
  const alike = contract.operations.filter((other) => matches(path, other.path) || matches(other.path, path));
  const taken = new Set(alike.map(({ method }) => method));
  return ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => !taken.has(method));
}

const WRONG_CREDENTIALS: readonly Readonly<Record<string, string>>[] = [
  {},
  { authorization: 'Bearer wrong' },
  { authorization: 'Bearer' },
  { authorization: 'Basic am9objpkb2U=' },
  { authorization: 'Bearer 1|athena-demo-token' },
  { 'x-multiplai-authorization': 'wrong' },
  { cookie: 'athena_session=wrong' },
];

const MEDIA_TYPES = [
  'text/plain',
  'application/xml',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  'nonsense',
];

/** Where a form ends: before its last delimiter, and within the head of its last part. */
const CUTS = [-8, -70];

const MALFORMED: readonly (string | Uint8Array)[] = [
  '{"a": ',
  '{"a": 1,}',
  "{'a': 1}",
  '{"a": NaN}',
  'undefined',
  '{} {}',
  '\uFEFF{',
  '{"__proto__": {"polluted": true}}',
  '{"a": "\\u0000"}',
  `${'['.repeat(600)}${']'.repeat(600)}`,
  new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
];
