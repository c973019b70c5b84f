import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { localnet } from './localnet.ts';

/** What the built page may do. It is tightened to the one RPC server when the page starts. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self' https: http://127.0.0.1:* http://localhost:*",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** Only in what is built: the development server needs scripts of its own. */
const securityPolicy: Plugin = {
  name: 'security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
      injectTo: 'head-prepend',
    },
  ],
};

/** The generated client asks for it, and only builds would have it. */
const environment: Plugin = {
  name: 'environment',
  apply: 'serve',
  config: () => ({ define: { 'process.env.NODE_ENV': '"development"' } }),
};

/** The folder of a local ledger that was started at the repository's root. */
const LOCALNET = '../../localnet';

export default defineConfig({
  base: './',
  plugins: [react(), securityPolicy, environment, localnet(process.env.GROUNDSWELL_LOCALNET_DIR ?? LOCALNET)],
  build: { target: 'es2022', modulePreload: { polyfill: false } },
});
