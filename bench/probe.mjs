// Loaded into a server that is measured: says what it holds once garbage is collected.
process.on('message', () => {
  globalThis.gc?.();
  const resources = {};
  for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1;
  process.send?.({ ...process.memoryUsage(), resources });
});
// Whoever measures may end before it has stopped the server.
process.on('disconnect', () => process.exit());
process.channel?.unref();
