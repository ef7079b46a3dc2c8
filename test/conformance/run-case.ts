import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createSimulator, type Simulator } from '../../src/index.ts';
import { matchBody } from './match-body.ts';
import type { CaseExchange, ConformanceCase } from './parse-case.ts';

/** Serves the case's document and sends its requests in order. Returns the failures, or an empty list. */
export async function runCase(test: ConformanceCase): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  try {
    for (const [name, text] of test.files) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    return await serve(test, join(folder, 'openapi.yaml'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function serve(test: ConformanceCase, spec: string): Promise<readonly string[]> {
  const started = await createSimulator({ spec }).catch((error: unknown) => String(error));
  if (typeof started === 'string') {
    return test.fault !== undefined && started.includes(test.fault) ? [] : [`The document does not start: ${started}`];
  }
  try {
    if (test.fault !== undefined) return ['The document starts, although a fault is expected.'];
    const failures: string[] = [];
    const values = new Map<string, string>();
    for (const [index, exchange] of test.exchanges.entries()) {
      const found = await send(started, exchange, values);
      failures.push(...found.map((failure) => `${index + 1}. ${exchange.method} ${exchange.path}: ${failure}`));
    }
    return [...failures, ...compareBreaches(started, test)];
  } finally {
    await started.close();
  }
}

async function send(
  simulator: Simulator,
  exchange: CaseExchange,
  values: Map<string, string>,
): Promise<readonly string[]> {
  const { method, expected } = exchange;
  const recall = (text: string): string =>
    text.replaceAll(/<<(\w+)>>/g, (_all, name: string) => values.get(name) ?? '');
  const headers = exchange.headers.map(([name, value]): [string, string] => [name, recall(value)]);
  // RFC 7578 requires CRLF.
  const isMultipart = headers.some(([name, value]) => name === 'content-type' && value.startsWith('multipart/'));
  const body = isMultipart ? recall(exchange.body).replaceAll('\n', '\r\n') + '\r\n' : recall(exchange.body);
  const response = await simulator.fetch(`http://localhost${recall(exchange.path)}`, {
    method,
    headers,
    ...(body === '' || method === 'GET' || method === 'HEAD' ? {} : { body: new TextEncoder().encode(body) }),
  });
  const text = await response.text();
  if (response.status !== expected.status)
    return [`status ${response.status}, expected ${expected.status}: ${text.slice(0, 500)}`];
  const wrong = expected.headers.flatMap(([name, value]) => matchHeader(response.headers.get(name), name, value));
  return [...wrong, ...matchBody(text, expected.body, values)];
}

/** Compares a header: `*` matches any value, `-` an absent header. */
function matchHeader(actual: string | null, name: string, expected: string): readonly string[] {
  const isMatch = expected === '*' ? actual !== null : expected === '-' ? actual === null : actual === expected;
  return isMatch ? [] : [`header ${name} is ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`];
}

function compareBreaches(simulator: Simulator, { breaches }: ConformanceCase): readonly string[] {
  const found = simulator.violations().breaches.map(({ keyword }) => keyword);
  const missing = breaches
    .filter((keyword) => !found.includes(keyword))
    .map((keyword) => `no response breaks ${keyword}, although a breach is expected`);
  const unexpected = simulator
    .violations()
    .breaches.filter(({ keyword }) => !breaches.includes(keyword))
    .map(
      ({ operationId, status, pointer, keyword }) =>
        `the ${status} of ${operationId} breaks ${keyword} at "${pointer}"`,
    );
  return [...missing, ...unexpected];
}
