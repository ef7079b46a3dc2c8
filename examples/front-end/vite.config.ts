import { defineConfig, loadEnv } from 'vite';

/** What the simulator serves. The page calls its own origin, so the session cookie, streams and pictures just work. */
const PREFIXES = [
  '/api/v1',
  '/sanctum',
  '/assets/avatars',
  '/assets/files',
  '/assets/media',
  '/assets/providers',
  '/shared',
];

export default defineConfig(({ mode }) => {
  const target = loadEnv(mode, import.meta.dirname, 'ATHENA_')['ATHENA_URL'] ?? 'http://localhost:4010';
  const proxy = Object.fromEntries(PREFIXES.map((prefix) => [prefix, { target }]));
  return { server: { proxy }, preview: { proxy } };
});
