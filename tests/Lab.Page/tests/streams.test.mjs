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
      window.opened = window.closed = window.frames = 0;
      window.WebSocket = class extends Native {
        constructor(...args) {
          super(...args);
          this.addEventListener('open', () => window.opened++);
          this.addEventListener('close', () => window.closed++);
          this.addEventListener('message', ({ data }) => data instanceof ArrayBuffer && window.frames++);
        }
      };
    });
    await page.goto(`${proxy.url}/lab/oscilloscope`);
    await page.getByText('Triggered').waitFor();
    assert.ok((await countDrawnPixels(page.locator('.screen canvas').first())) > 100);
    proxy.cut();
    await page.waitForFunction(() => window.closed >= 1 && window.opened >= 2);
    const before = await page.evaluate(() => window.frames);
    await page.waitForFunction((count) => window.frames > count + 5, before);
    await page.getByText('Live stream').waitFor();
    await page.getByText('Triggered').waitFor();
    assert.equal(await page.getByRole('alert').count(), 0);
    assert.deepEqual(problems, []);
  } finally {
    await closeWindows();
    await proxy.close();
  }
});
