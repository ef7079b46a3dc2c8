import { expect, it } from 'vitest';
import type { WatchConfig } from '../../src/assembly/engine/reload-on-change.ts';
import type { EmbeddingOptions } from '../../src/assembly/load/complete-options.ts';
import type { LoggerOptions } from '../../src/cli/create-logger.ts';
import type { StopConfig } from '../../src/cli/start.ts';
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
  WriteWorldOptions);

type Unread = Exclude<keyof (CommandConfig & EmbeddingOptions), Read>;

it('every option is read by a part (checked by the compiler)', () => {
  // The compiler names it: `Type '"none"' is not assignable to type '"watch"'`.
  const unread: [Unread] extends [never] ? 'none' : Unread = 'none';
  expect(unread).toBe('none');
});
