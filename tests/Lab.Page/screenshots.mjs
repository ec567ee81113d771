// Writes a PNG of every page to a folder, on desktop and phone, light and dark: node screenshots.mjs [FOLDER]
import { mkdirSync } from 'node:fs';
import { startServer } from './lib/server.mjs';

const folder = process.argv[2] ?? 'artifacts/lab-page';
mkdirSync(folder, { recursive: true });
const server = process.env.LAB_URL ? null : await startServer();
process.env.LAB_URL ??= server.url;
process.env.LAB_DATA ??= server.data;
const { closeBrowser, openWindow, signUp } = await import('./lib/browser.mjs');
const { open, prepare } = await import('./lib/pages.mjs');

const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 375, height: 720 } };
const only = process.argv[3];
try {
  const first = await signUp({ name: 'Ada Lovelace' });
  const pages = await prepare(first);
  const state = await first.context.storageState();
  for (const colorScheme of ['light', 'dark'])
    for (const [size, viewport] of Object.entries(sizes)) {
      const phone = size === 'phone' ? { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } : {};
      const options = { viewport, colorScheme, ...phone };
      const windows = [await openWindow(options), await openWindow({ ...options, storageState: state })];
      for (const [i, group] of [pages.open, pages.signedIn].entries())
        for (const [name, path] of Object.entries(group)) {
          if (only && !name.match(only)) continue;
          await open(windows[i].page, path);
          await windows[i].page.screenshot({ path: `${folder}/${name}-${size}-${colorScheme}.png`, fullPage: true });
        }
      for (const window of windows) {
        for (const problem of window.problems) console.error(problem);
        await window.context.close();
      }
    }
} finally {
  await closeBrowser();
  await server?.stop();
}
