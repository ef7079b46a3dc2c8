import { OPTIONS } from '../../config/options.ts';
import type { Setting } from '../../config/parse-config.ts';
import type { Finding } from '../../kernel/finding.ts';

/** Finds out whether a simulator answers at the address that a setting names. */
export async function checkServer(url: string, { origin }: Pick<Setting, 'origin'>): Promise<Finding> {
  const title = await findSimulator(url);
  if (title !== undefined) return { status: 'ok', message: `A simulator of ${title} answers at ${url} (${origin}).` };
  return {
    status: 'fault',
    message: `No simulator answers at ${url} (${origin}).`,
    remedy: `Start one there, or name another one: without it, commands ask ${OPTIONS.url.default}.`,
  };
}

/** Returns the title of the contract that a simulator at this address serves; undefined when something else answers. */
export async function findSimulator(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${url.replace(/\/$/, '')}/__admin/health`, { signal: AbortSignal.timeout(TIMEOUT) });
    const health: unknown = await response.json();
    const isHealth = typeof health === 'object' && health !== null && 'contract' in health && 'title' in health;
    return isHealth ? String(health.title) : undefined;
  } catch {
    return undefined;
  }
}

/** Milliseconds: a busy simulator may take a while. */
const TIMEOUT = 10_000;
