import { basename, dirname } from 'node:path';
import type { CompiledContract, Operation } from '../../contract/model/contract.ts';
import type { OpenApiDocument, SourceLocation } from '../../document/openapi/open-api-document.ts';
import { toYaml } from '../../document/to-yaml.ts';
import { BootError, type BootFault } from '../../kernel/boot-fault.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import type { ExamplePlan } from './example-plan.ts';
import {
  bodyExamples,
  exampleRequest,
  listExample,
  sendExample,
  type ExampleRequest,
  type ExampleResponse,
} from './example-requests.ts';

/** What examples are generated from. */
export interface ExampleDeps {
  readonly contract: CompiledContract;
  /** The contract's source files: an example is generated if the contract refers to `examples/<operationId>.yaml`. */
  readonly source: OpenApiDocument;
  readonly plan: ExamplePlan;
  /** Opens a new simulator, whose seed and start time are fixed. */
  open(): Promise<{ fetch(request: Request): Promise<Response>; close(): Promise<void> }>;
}

/**
 * Returns the text of every file of generated examples, by operationId: the responses of a new simulator to each
 * operation's own request examples. Throws a BootError that lists every example that cannot be generated.
 */
export async function generateExamples(deps: ExampleDeps): Promise<ReadonlyMap<string, string>> {
  const faults: BootFault[] = [];
  const files = new Map<string, string>();
  for (const operation of deps.contract.operations) {
    const examples: Record<string, JsonObject> = {};
    for (const { name, location } of generatedExamples(operation, deps)) {
      const response = await respond(operation, name, deps);
      const message = findFault(operation, response);
      if (message === undefined) examples[name] = { value: response.body ?? null };
      else faults.push({ ...location, message: `${operation.id}: ${message}`, remedy: REMEDY });
    }
    if (Object.keys(examples).length > 0) files.set(operation.id, HEADER + toYaml(examples));
  }
  if (faults.length > 0) throw new BootError(faults);
  return files;
}

/** Returns an operation's examples that lie in the file of generated examples. */
function generatedExamples(
  { id, success }: Operation,
  { source }: ExampleDeps,
): readonly { readonly name: string; readonly location: SourceLocation }[] {
  return success.mediaTypes.flatMap(({ pointer, examples }) =>
    [...examples.keys()]
      .map((name) => ({ name, location: source.locate(pointer.replace(/\/schema$/, toPointer(['examples', name]))) }))
      .filter(({ location: { file } }) => basename(file) === `${id}.yaml` && basename(dirname(file)) === FOLDER),
  );
}

async function respond(operation: Operation, name: string, deps: ExampleDeps): Promise<ExampleResponse> {
  const { contract, plan } = deps;
  const simulator = await deps.open();
  try {
    const before = contract.operations.find(({ id }) => id === plan.before);
    if (before !== undefined) await sendExample(simulator, exampleRequest(contract, before, plan.credentials));
    return await sendExample(simulator, requestFor(operation, name, deps));
  } finally {
    await simulator.close();
  }
}

/** Returns the request whose response is the example of that name. */
function requestFor(operation: Operation, name: string, { contract, plan }: ExampleDeps): ExampleRequest {
  const request = exampleRequest(contract, operation, plan.credentials);
  const bodies = new Map(bodyExamples(contract, operation));
  const body = bodies.get(name) ?? bodies.get(plan.bodies.get(operation.id) ?? '') ?? request.body;
  const query = plan.queries.get(operation.id)?.get(name) ?? (operation.behaviour === 'list' ? SHORT_PAGE : {});
  const lists = name.startsWith('with_') ? ['with', 'with_count'] : [];
  return {
    ...request,
    body,
    path: `${serverOf(contract)}${request.path}`,
    query: Object.assign(
      { ...query, ...(operation.method === 'GET' ? toQuery(body) : {}) },
      ...lists.map((list) => listExample(contract, operation, list)),
    ),
  };
}

/** The address of the contract's first server, to which links in a response point. */
function serverOf({ document: { servers } }: CompiledContract): string {
  const server: JsonValue | undefined = Array.isArray(servers) ? (servers[0] as JsonValue | undefined) : undefined;
  return isJsonObject(server) ? String(server['url']) : '';
}

/** Writes the fields of a body as query parameters, because a request by GET carries no body: `filters[period]=30d`. */
function toQuery(body: JsonValue | undefined): Readonly<Record<string, string>> {
  const fields = Object.entries(isJsonObject(body) ? body : {}).flatMap(([name, value]) =>
    isJsonObject(value)
      ? Object.entries(value).map(([inner, item]) => [`${name}[${inner}]`, String(item)] as const)
      : [[name, String(value)] as const],
  );
  return Object.fromEntries(fields);
}

/** Returns why a response is not an example, or undefined when it is one. */
function findFault({ success }: Operation, { status, headers, body }: ExampleResponse): string | undefined {
  if (status !== Number(success.code))
    return `The server responds to its request example with ${status}: ${JSON.stringify(body)}.`;
  const simulated = headers.get('x-athena-simulated');
  return simulated === null ? undefined : `The server makes its response from the contract's ${simulated}.`;
}

const FOLDER = 'examples';
const SHORT_PAGE = { per_page: '2' };
const HEADER = '# Generated by "npm run spec:examples". Do not edit.\n';
const REMEDY =
  'Fix the request example, the fixtures or example-requests.yaml, or write the example by hand in examples/documented/.';
