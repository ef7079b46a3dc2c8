import { expect, it } from 'vitest';
import type { WatchConfig } from '../../src/assembly/engine/reload-on-change.ts';
import type { EmbeddingOptions } from '../../src/assembly/load/complete-options.ts';
import type { LoggerOptions } from '../../src/cli/log/create-logger.ts';
import type { StopConfig } from '../../src/cli/local/start.ts';
import type { RemoteConfig } from '../../src/cli/remote/run-remote.ts';
import type { CommandConfig, WriteWorldOptions } from '../../src/config/simulator-config.ts';
import type { ListenOptions } from '../../src/http/server/listen.ts';
import type { OutgoingOptions } from '../../src/http/outgoing/open-transports.ts';
import type { RunConfig } from '../../src/run-engine.ts';

/** What the parts of a simulator and of the command line declare that they read. */
type Read = keyof (RunConfig &
  OutgoingOptions &
  WatchConfig &
  ListenOptions &
  LoggerOptions &
  StopConfig &
  RemoteConfig &
  // It is read before all others, to find the file that may set them.
  Pick<CommandConfig, 'config'> &
  WriteWorldOptions);

type Unread = Exclude<keyof (CommandConfig & EmbeddingOptions), Read>;

it('every option is read by a part (checked by the compiler)', () => {
  // The compiler names it: `Type '"none"' is not assignable to type '"watch"'`.
  const unread: [Unread] extends [never] ? 'none' : Unread = 'none';
  expect(unread).toBe('none');
});
