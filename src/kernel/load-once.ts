/** Wraps `load` so that it runs at the first call and later calls share its result. After a failure it runs again. */
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
