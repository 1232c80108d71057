/** Builds and serves the editor: ES module workers, cross-origin isolation, a strict Content-Security-Policy. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Shared memory needs an isolated page; worker files need the same headers as the page itself. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** No remote origin and no inline script or style; `wasm-unsafe-eval` lets the page compile the WebAssembly that it emits. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export default defineConfig({
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    // The policy allows no data: fonts and scripts, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
  server: { headers: isolation },
  preview: {
    port: 4173,
    strictPort: true,
    headers: {
      ...isolation,
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    },
  },
});
