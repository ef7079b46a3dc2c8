import { basename, dirname, resolve } from 'node:path';
import type { CompleteOptions } from '../load/complete-options.ts';

/** What watches files. */
export interface FileWatcher {
  close(): Promise<void>;
}

/**
 * Calls `onChange` once it has been quiet for a moment after a change of what the simulator was given. Resolves when it
 * watches.
 */
export async function watchFiles(config: CompleteOptions, onChange: (file: string) => void): Promise<FileWatcher> {
  const places = findWatchedPaths(config);
  if (places.length === 0) {
    config.logger.warn(
      {},
      'There is nothing to watch: --watch looks at --spec, --fixtures, --script and --scenarios, and none is given.',
    );
    return { close: async () => {} };
  }
  // Loaded for those who watch alone.
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
    config.logger.warn({ error }, 'Files cannot be watched. POST /__admin/reload reads them again.'),
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

/** A document may refer to files beside it: its whole folder is watched. */
function findWatchedPaths({ spec, script, fixtures, scenarios }: CompleteOptions): readonly string[] {
  const folder = spec === undefined ? undefined : dirname(resolve(spec));
  return [
    ...new Set([folder, script, fixtures, scenarios].flatMap((place) => (place === undefined ? [] : [resolve(place)]))),
  ];
}

/** The folder of a document may be that of a whole project: what we write ourselves must not wake us. */
function isIgnored(path: string, isFile: boolean, { data, coverageOut, spec }: CompleteOptions): boolean {
  const own = [data, coverageOut].flatMap((folder) => (folder === undefined ? [] : [resolve(folder)]));
  if (own.includes(resolve(path)) || basename(path) === 'node_modules' || basename(path) === '.git') return true;
  return isFile && !WATCHED_FILE.test(path) && path !== (spec === undefined ? '' : resolve(spec));
}

const WATCHED_FILE = /\.(ya?ml|json)$/;
/** Milliseconds: an editor writes in several steps, a checkout many files. */
const QUIET_PERIOD = 100;
