import { basename, dirname, resolve } from 'node:path';
import type { CompleteOptions } from '../load/complete-options.ts';

/** Watches files until it is closed. */
export interface FileWatcher {
  close(): Promise<void>;
}

/** The options that name the files to watch, and the folders that the simulator itself writes to. */
export type WatchedFiles = Pick<
  CompleteOptions,
  'spec' | 'script' | 'fixtures' | 'scenarios' | 'data' | 'coverageOut' | 'logger'
>;

/**
 * Watches the files that the simulator was given. Calls `onChange` shortly after the last of a series of changes.
 * Resolves once the files are watched.
 */
export async function watchFiles(config: WatchedFiles, onChange: (file: string) => void): Promise<FileWatcher> {
  const places = findWatchedPaths(config);
  if (places.length === 0) {
    config.logger.warn(
      {},
      'There is nothing to watch. Pass --spec, --fixtures, --script or --scenarios together with --watch.',
    );
    return { close: async () => {} };
  }
  // Loaded only with --watch.
  const { watch } = await import('chokidar');
  const watcher = watch([...places], {
    ignoreInitial: true,
    ignored: (path, stats) => isIgnored(path, stats?.isFile() === true, config),
  });
  let timer: NodeJS.Timeout | undefined;
  watcher.on('all', (_event, file) => {
    clearTimeout(timer);
    timer = setTimeout(() => onChange(file), QUIET_PERIOD);
  });
  watcher.on('error', (error) =>
    config.logger.warn({ error }, 'Failed to watch files. Reload them by POST /__admin/reload instead.'),
  );
  await new Promise<void>((ready) => watcher.once('ready', ready));
  config.logger.info({ places }, 'Watching files.');
  return {
    close: () => {
      clearTimeout(timer);
      return watcher.close();
    },
  };
}

/** Returns the paths to watch. Includes the document's folder, because the document may refer to files beside it. */
function findWatchedPaths({ spec, script, fixtures, scenarios }: WatchedFiles): readonly string[] {
  const folder = spec === undefined ? undefined : dirname(resolve(spec));
  return [
    ...new Set([folder, script, fixtures, scenarios].flatMap((path) => (path === undefined ? [] : [resolve(path)]))),
  ];
}

/** Ignores what the simulator itself writes, and files of a project that shares the document's folder. */
function isIgnored(path: string, isFile: boolean, { data, coverageOut, spec }: WatchedFiles): boolean {
  const own = [data, coverageOut].flatMap((folder) => (folder === undefined ? [] : [resolve(folder)]));
  if (own.includes(resolve(path)) || basename(path) === 'node_modules' || basename(path) === '.git') return true;
  return isFile && !WATCHED_FILE.test(path) && path !== (spec === undefined ? '' : resolve(spec));
}

const WATCHED_FILE = /\.(ya?ml|json)$/;
/** In milliseconds. Editors save in multiple steps, and a checkout writes many files. */
const QUIET_PERIOD = 100;
