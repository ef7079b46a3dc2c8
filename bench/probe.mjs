// Loaded into the measured server. Reports memory usage after garbage collection, and active resources.
process.on('message', () => {
  globalThis.gc?.();
  const resources = {};
  for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1;
  process.send?.({ ...process.memoryUsage(), resources });
});
// The measuring process may end without stopping the server.
process.on('disconnect', () => process.exit());
process.channel?.unref();
