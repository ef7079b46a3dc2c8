/**
 * Calls `load` when its result is first asked for, and returns the same result ever after. A load that fails is not
 * remembered: the next call tries again.
 */
export function loadOnce<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loading: Promise<Value> | undefined;
  return function getLoaded() {
    if (loading !== undefined) return loading;
    const started = load();
    loading = started;
    started.catch(() => {
      if (loading === started) loading = undefined;
    });
    return started;
  };
}
