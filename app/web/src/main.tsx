import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { placeOf, restrictTo } from './address-bar';
import { App } from './app';
import rules from './rules/rules.wasm?url';
import { startRules } from './rules/module';
import './ui/style.css';

const { rpc, launch } = placeOf(window.location.search);
restrictTo(rpc);
const root = createRoot(document.getElementById('root')!);

try {
  const response = await fetch(rules);
  await startRules(await response.arrayBuffer());
  root.render(<StrictMode><App rpc={rpc} launch={launch} /></StrictMode>);
} catch (error) {
  const words = error instanceof Error ? error.message : String(error);
  root.render(
    <main className="empty" role="alert">
      <h1>The page could not start</h1>
      <p>Its rules did not load ({words}). Reload it; if that does not help, use another browser.</p>
    </main>,
  );
}
