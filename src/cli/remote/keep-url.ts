import { OPTIONS } from '../../config/options.ts';
import type { Setting } from '../../config/parse-config.ts';
import { redactUrls } from '../../kernel/secrets/redaction.ts';
import { createNameServer, KEEP_SERVER, type NameServer } from '../../kernel/text/command-url.ts';

/**
 * Creates what names the server in commands that are printed: by the `--url` that was given as a flag, which has
 * reached it. That of a variable or a file holds for the next command anyway, and one with a secret is not repeated.
 */
export function createKeepUrl(settings: readonly Setting[]): NameServer {
  const given = settings.find(({ name, origin }) => name === 'url' && origin === OPTIONS.url.flag)?.value;
  if (typeof given !== 'string') return createNameServer(undefined);
  return redactUrls(given) === given ? createNameServer(given) : KEEP_SERVER;
}
