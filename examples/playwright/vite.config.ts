import { defineConfig } from 'vite';

const target = process.env['ATHENA_URL'] ?? 'http://localhost:4010';

/** The page calls its own origin, which forwards the API. */
export default defineConfig({ server: { proxy: { '/api/v1': { target } } } });
