/**
 * Returns a function that shares runs of `run` between its callers. A call never gets a run that began before it: one
 * that comes during a run waits for the next.
 */
export function coalesce<Result>(run: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | undefined;
  let next: Promise<Result> | undefined;
  const start = (): Promise<Result> => {
    next = undefined;
    const current = run().finally(() => {
      if (running === current) running = undefined;
    });
    running = current;
    return current;
  };
  return () => (running === undefined ? start() : (next ??= running.then(start, start)));
}
