import { render } from 'preact';
import './app/theme.ts';
import { App } from './app/App.tsx';
import { loadSession } from './server/session.ts';
import { startLanguage } from './texts/index.ts';

await startLanguage();
render(<App />, document.getElementById('page')!);
void loadSession();
