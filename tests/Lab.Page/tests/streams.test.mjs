import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { address, closeBrowser, closeWindows, countDrawnPixels, signUp } from '../lib/browser.mjs';
import { startProxy } from '../lib/proxy.mjs';

const device = 'streams';

afterEach(closeWindows);
after(closeBrowser);

test('A picture goes on by itself after its connection was cut', async () => {
  const proxy = await startProxy(address);
  try {
    const { page, api, problems } = await signUp({ device });
    await api.call(device, 'set_sine1(1000)');
    await page.addInitScript(() => {
      const Native = window.WebSocket;
      const seen = (window.seen = { opened: 0, closed: 0, pictures: 0 });
      window.WebSocket = class extends Native {
        constructor(...args) {
          super(...args);
          this.addEventListener('open', () => seen.opened++);
          this.addEventListener('close', () => seen.closed++);
          this.addEventListener('message', ({ data }) => data instanceof ArrayBuffer && seen.pictures++);
        }
      };
    });
    await page.goto(`${proxy.url}/lab/oscilloscope`);
    await page.getByText('Triggered').waitFor();
    assert.ok((await countDrawnPixels(page.locator('.screen canvas').first())) > 100);
    proxy.cut();
    await page.waitForFunction(() => window.seen.closed >= 1 && window.seen.opened >= 2);
    const before = await page.evaluate(() => window.seen.pictures);
    await page.waitForFunction((count) => window.seen.pictures > count + 5, before);
    await page.getByText('Live stream').waitFor();
    await page.getByText('Triggered').waitFor();
    assert.equal(await page.getByRole('alert').count(), 0);
    assert.deepEqual(problems, []);
  } finally {
    await closeWindows();
    await proxy.close();
  }
});
