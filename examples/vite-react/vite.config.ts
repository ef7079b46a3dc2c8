import react from '@vitejs/plugin-react';
import { athena } from 'athena-simulator/vite';
import { defineConfig } from 'vite';

// The simulator is on the page's own origin: `npm run dev` prints where its console is. Answers take real time.
export default defineConfig({ plugins: [react(), athena({ speed: 1 })] });
