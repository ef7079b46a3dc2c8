import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '../../scripts/find-free-port.mjs';

const PRISM = fileURLToPath(new URL('../../node_modules/@stoplight/prism-cli/dist/index.js', import.meta.url));

/** A running Prism proxy. */
export interface Prism {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts Prism as a validating proxy. With `rejects`, Prism responds to a violation with an error of its own
 * (`--errors`). Otherwise it forwards the response and lists the violations in `sl-violations`.
 */
export async function startPrism(
  document: string,
  upstream: string,
  { rejects }: { readonly rejects: boolean },
): Promise<Prism> {
  // Prism does not accept port 0.
  const port = await findFreePort();
  const process = spawn('node', [
    PRISM,
    'proxy',
    document,
    upstream,
    '--port',
    String(port),
    ...(rejects ? ['--errors'] : []),
  ]);
  const ended = once(process, 'exit');
  await new Promise<void>((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes('Prism is listening')) resolve();
    };
    process.stdout.on('data', read);
    process.stderr.on('data', read);
    process.once('exit', (code) => reject(new Error(`Prism ended with ${code} before it listened:\n${output}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      process.kill();
      await ended;
    },
  };
}
