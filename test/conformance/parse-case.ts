/** One case of the suite: a document, its files, and requests with expected responses. README.md has the format. */
export interface ConformanceCase {
  readonly title: string;
  /** Contents by file name; the document is `openapi.yaml`. */
  readonly files: ReadonlyMap<string, string>;
  readonly exchanges: readonly CaseExchange[];
  /** A part of the message with which the document fails to boot. */
  readonly fault: string | undefined;
  /** The keywords that responses are expected to break. */
  readonly breaches: readonly string[];
}

export interface CaseExchange {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  readonly expected: {
    readonly status: number;
    readonly headers: readonly (readonly [name: string, value: string])[];
    readonly body: string;
  };
}

/** Parses the text of a case. Throws when it does not follow the format. */
export function parseCase(text: string): ConformanceCase {
  const [title = '', ...sections] = text.split(/^==== /m);
  const files = new Map<string, string>();
  const exchanges: CaseExchange[] = [];
  const breaches: string[] = [];
  let fault: string | undefined;
  let request: Omit<CaseExchange, 'expected'> | undefined;
  for (const section of sections) {
    const [heading = '', ...lines] = section.split('\n');
    const content = lines.join('\n');
    const [kind, name] = heading.trim().split(' ');
    if (kind === 'document') files.set('openapi.yaml', content);
    else if (kind === 'file' && name !== undefined) files.set(name, content);
    else if (kind === 'fault') fault = content.trim();
    else if (kind === 'breaches') breaches.push(...content.trim().split(/\s+/));
    else if (kind === 'request') request = parseRequest(content);
    else if (kind === 'response' && request !== undefined) {
      const { first, headers, body } = parseMessage(content);
      exchanges.push({ ...request, expected: { status: Number(first), headers, body } });
      request = undefined;
    } else throw new Error(`Unknown section "==== ${heading}".`);
  }
  if (request !== undefined) throw new Error('The last request has no response.');
  if (!files.has('openapi.yaml')) throw new Error('There is no document.');
  if (fault === undefined && exchanges.length === 0) throw new Error('The case has neither a request nor a fault.');
  return { title: title.trim(), files, exchanges, fault, breaches };
}

function parseRequest(content: string): Omit<CaseExchange, 'expected'> {
  const { first, headers, body } = parseMessage(content);
  const [method = '', path = ''] = first.split(' ');
  if (!path.startsWith('/')) throw new Error(`"${first}" is not a request line.`);
  return { method, path, headers, body };
}

function parseMessage(content: string): {
  first: string;
  headers: readonly (readonly [string, string])[];
  body: string;
} {
  const [head = '', ...rest] = content.trim().split('\n\n');
  const [first = '', ...lines] = head.split('\n');
  const headers = lines.map((line) => {
    const [name = '', ...value] = line.split(':');
    return [name.trim().toLowerCase(), value.join(':').trim()] as const;
  });
  return { first: first.trim(), headers, body: rest.join('\n\n') };
}
