import type { ReloadResult } from '../../control/context/control.ts';
import { BootError } from '../../kernel/boot-fault.ts';
import type { Logger } from '../../kernel/logger.ts';
import { Problem } from '../../kernel/problem.ts';
import type { CompleteOptions } from '../load/complete-options.ts';
import { watchFiles, type FileWatcher, type WatchedFiles } from './watch-files.ts';

/** The options of reloading by itself. */
export type WatchConfig = WatchedFiles & Pick<CompleteOptions, 'watch'>;

/** With `--watch`, reloads when a file changes and logs the result. Resolves once the files are watched. */
export async function reloadOnChange(config: WatchConfig, reload: () => Promise<ReloadResult>): Promise<FileWatcher> {
  if (!config.watch) return { close: async () => {} };
  return watchFiles(config, (file) => void reloadAndTell(file, config.logger, reload));
}

async function reloadAndTell(file: string, logger: Logger, reload: () => Promise<ReloadResult>): Promise<void> {
  try {
    const { contract, sandboxes } = await reload();
    const read = {
      file,
      title: contract.title,
      operations: contract.operations.length,
      contract: contract.hash,
      forgotten: sandboxes,
    };
    logger.info(read, 'A file has changed: the contract and its files were reloaded.');
  } catch (error) {
    const faults =
      error instanceof BootError || error instanceof Problem ? error.faults.slice(0, MAX_LOGGED) : undefined;
    const info = faults === undefined ? { file, error } : { file, faults };
    logger.error(
      info,
      `Failed to reload after a file changed; the previous contract stays in use. ${toSummary(error)}`,
    );
  }
}

function toSummary(error: unknown): string {
  return error instanceof BootError || error instanceof Problem ? error.message : '';
}

const MAX_LOGGED = 20;
