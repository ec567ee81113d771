// Writes the pictures of the documentation to docs/pictures: node pictures.mjs
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from './lib/server.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'docs', 'pictures');
const server = process.env.LAB_URL ? null : await startServer();
process.env.LAB_URL ??= server.url;
const { closeBrowser, openWindow, signUp } = await import('./lib/browser.mjs');
const { sampleCode } = await import('./lib/pages.mjs');

const device = 'main';
const desktop = { viewport: { width: 1120, height: 700 } };
const phone = { viewport: { width: 375, height: 640 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

const pictures = {
  'lab-oscilloscope': [{ ...desktop, colorScheme: 'dark' }, oscilloscope],
  'lab-oscilloscope-phone': [{ ...phone, colorScheme: 'light' }, oscilloscope],
  'lab-logic': [{ ...desktop, colorScheme: 'dark' }, logic],
  'lab-lesson': [{ ...desktop, colorScheme: 'light' }, lesson],
  'lab-script': [{ ...desktop, colorScheme: 'light' }, script],
};

async function oscilloscope(page, api) {
  await api.call(device, 'set_waves(440, 90, 880)');
  await page.evaluate(() => {
    const channel = (on) => ({ on, voltsPerDivision: 1, position: 0 });
    const channels = { CH1: channel(true), CH2: channel(true), CH3: channel(false), MIC: channel(false) };
    localStorage.setItem('lab.scope', JSON.stringify({ channels, secondsPerDivision: 0.0005 }));
  });
  await page.goto('/lab/oscilloscope');
  await page.getByText('Triggered').waitFor();
  await page.locator('.measurements > .ch2 dd').nth(3).filter({ hasText: /\d/ }).waitFor();
}

async function logic(page, api) {
  await api.call(device, 'sqrPWM(1000, 0.5, 0.25, 0.3, 0.5, 0.2, 0.75, 0.7)');
  await page.goto('/lab/logic');
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await page.getByText(/edges/).first().waitFor();
}

async function lesson(page, api) {
  const scripts = await api.list('/v1/lab/scripts?page[size]=100&fields[lab-script]=slug');
  await page.goto(`/lab/lessons/${scripts.find((s) => s.attributes.slug === 'rc_discharge').id}`);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.locator('.toolbar .badge', { hasText: 'Done' }).waitFor();
}

async function script(page, api) {
  await page.goto(`/lab/scripts/${await api.createScript('Half a sine', sampleCode)}`);
  await page.locator('.editor').getByRole('textbox').waitFor();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.locator('.toolbar .badge', { hasText: 'Done' }).waitFor();
}

try {
  const user = await signUp({ name: 'Ada Lovelace', device });
  const state = await user.context.storageState();
  for (const [name, [options, prepare]] of Object.entries(pictures)) {
    const { page, context } = await openWindow({ ...options, storageState: state });
    await page.goto('/lab/');
    await page.getByRole('heading', { name: 'Measure' }).waitFor();
    await prepare(page, user.api);
    await page.locator('.u-over').or(page.locator('.screen canvas')).first().waitFor();
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await context.close();
  }
} finally {
  await closeBrowser();
  await server?.stop();
}
