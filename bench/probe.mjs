// Loaded into the measured server. Reports memory usage after garbage collection, active resources, and processor time.
process.on('message', () => {
  globalThis.gc?.();
  const resources = {};
  for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1;
  const { user, system } = process.cpuUsage();
  process.send?.({ ...process.memoryUsage(), resources, processor: (user + system) / 1000 });
});
// The measuring process may end without stopping the server.
process.on('disconnect', () => process.exit());
process.channel?.unref();
