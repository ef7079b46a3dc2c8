import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Returns a function that shares runs of `run` between its callers: those of the same turn of the event loop, and those
 * that come during a run, which share the next one. A call never gets a run that began before it.
 */
export function coalesce<Result>(run: () => Promise<Result>): () => Promise<Result> {
  let gathering: Promise<Result> | undefined;
  let running: Promise<unknown> = Promise.resolve();
  const start = async (): Promise<Result> => {
    await running;
    await nextTurn();
    gathering = undefined;
    const current = run();
    running = current.catch(ignore);
    return current;
  };
  return () => (gathering ??= start());
}

function ignore(): void {}
