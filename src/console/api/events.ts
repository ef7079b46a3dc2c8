/** A server-sent event. */
export interface ServerEvent {
  readonly type: string;
  readonly data: string;
}

/**
 * Creates a parser of server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html. It takes the
 * stream's text in any pieces, and calls the listener for each complete event.
 */
export function createEventParser(listener: (event: ServerEvent) => void): (text: string) => void {
  let rest = '';
  let type = '';
  let data: string[] = [];
  const readLine = (line: string): void => {
    if (line === '') {
      if (data.length > 0) listener({ type: type === '' ? 'message' : type, data: data.join('\n') });
      type = '';
      data = [];
      return;
    }
    const colon = line.indexOf(':');
    const name = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'event') type = value;
    if (name === 'data') data.push(value);
  };
  return function parse(text) {
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    lines.forEach(readLine);
  };
}

/** Reads a stream of events until it ends. */
export async function readEvents(response: Response, listener: (event: ServerEvent) => void): Promise<void> {
  const parse = createEventParser(listener);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) return;
  for (let part = await reader.read(); !part.done; part = await reader.read()) parse(part.value);
}
