// Measures the live stream in the browser: node bench/Lab.Page/bench.mjs [quick] (after ./run has built the server, and npm ci in
// tests/Lab.Page). Prints the frame rate, the time from a change at the device to the picture, and the server's processor time with and
// without viewers. Exit code 1: less than 20 frames of 1,000 points arrive or are drawn in a second.
import { readFileSync } from 'node:fs';
import { startServer } from '../../tests/Lab.Page/lib/server.mjs';

const isQuick = process.argv[2] === 'quick';
const device = 'main',
  seconds = isQuick ? 2 : 10,
  changes = isQuick ? 3 : 15,
  leastRate = 20,
  leastPoints = 1000;
const server = process.env.LAB_URL ? { url: process.env.LAB_URL, pid: Number(process.env.LAB_PID), stop: async () => {} } : await startServer();
process.env.LAB_URL ??= server.url;
const { closeBrowser, signUp } = await import('../../tests/Lab.Page/lib/browser.mjs');
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Seconds of processor time that the server's process has used. */
function processorTime() {
  const fields = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Counts frames that arrive and pictures that are drawn, and when the mean of CH3 has changed sign on the screen. */
function watchPage() {
  const seen = (window.seen = { frames: 0, pictures: 0, isHigh: null, shownHigh: null, shownAt: 0 });
  const Native = window.WebSocket;
  window.WebSocket = class extends Native {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', ({ data }) => {
        if (!(data instanceof ArrayBuffer)) return;
        const length = new DataView(data).getUint32(0, true);
        const header = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 4, length)));
        const index = header.channels.findIndex((c) => c.name === 'CH3');
        seen.frames++;
        seen.points = header.n;
        seen.isHigh = index >= 0 && new DataView(data).getFloat32(4 + length + 4 * (index * header.n + (header.n >> 1)), true) > 0;
      });
    }
  };
  const clear = CanvasRenderingContext2D.prototype.clearRect;
  CanvasRenderingContext2D.prototype.clearRect = function (...args) {
    if (this.canvas.closest('.screen')) {
      seen.pictures++;
      if (seen.shownHigh !== seen.isHigh) {
        seen.shownHigh = seen.isHigh;
        seen.shownAt = performance.timeOrigin + performance.now();
      }
    }
    return clear.apply(this, args);
  };
}

async function measure(page) {
  const [before, cpu, start] = [await page.evaluate(() => ({ ...window.seen })), processorTime(), Date.now()];
  await pause(seconds * 1000);
  const passed = (Date.now() - start) / 1000;
  const now = await page.evaluate(() => ({ ...window.seen }));
  return {
    frames: (now.frames - before.frames) / passed,
    pictures: (now.pictures - before.pictures) / passed,
    points: now.points,
    cpu: ((processorTime() - cpu) / passed) * 100,
  };
}

try {
  const user = await signUp({ device });
  await user.context.addInitScript(watchPage);
  const on = { on: true, voltsPerDivision: 1, position: 0 };
  const settings = { channels: { CH1: on, CH2: on, CH3: on, MIC: on } };
  const { page, api } = user;
  // The first visit of a user forgets the settings of others.
  await page.goto('/lab/');
  await page.getByRole('heading', { name: 'Measure' }).waitFor();
  await page.evaluate((saved) => localStorage.setItem('lab.scope', JSON.stringify(saved)), settings);
  await api.call(device, 'set_waves(500, 90)');
  await page.goto('/lab/oscilloscope');
  await page.getByText(/Triggered|No trigger|No signal/).waitFor();
  await pause(2000);

  const idle = await measure(page);
  const isMet = idle.points >= leastPoints && Math.min(idle.frames, idle.pictures) >= leastRate;
  if (!isMet) process.exitCode = 1;
  console.log(
    `${isMet ? 'ok    ' : 'MISSED'} 4 channels of ${idle.points} points: ${idle.frames.toFixed(1)} frames/s arrive, ` +
      `${idle.pictures.toFixed(1)} pictures/s are drawn (at least ${leastRate} of ${leastPoints} points)`,
  );

  const delays = [];
  for (let i = 0; i < changes; i++) {
    const volts = i % 2 ? -2 : 2;
    await api.call(device, `set_pv2(${volts})`);
    const changed = Date.now();
    await page.waitForFunction((high) => window.seen.shownHigh === high, volts > 0);
    delays.push((await page.evaluate(() => window.seen.shownAt)) - changed);
  }
  delays.sort((a, b) => a - b);
  const show = (part) => `${Math.max(0, delays[Math.floor(part * (delays.length - 1))]).toFixed(0)} ms`;
  console.log(`From the answer of a call to its change on the screen: median ${show(0.5)}, 90 % ${show(0.9)}, longest ${show(1)}`);

  // A user may watch five times.
  const viewers = [await signUp({ device }), await signUp({ device })];
  for (const viewer of viewers) {
    await viewer.page.goto('/lab/functions');
    await viewer.page.evaluate((name) => {
      window.received = 0;
      window.sockets = Array.from({ length: 5 }, () => {
        const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/v1/lab/devices/${name}/watch`);
        socket.binaryType = 'arraybuffer';
        socket.onmessage = ({ data }) => data instanceof ArrayBuffer && window.received++;
        return socket;
      });
    }, device);
  }
  await pause(1000);
  const received = async () => (await Promise.all(viewers.map((v) => v.page.evaluate(() => window.received)))).reduce((a, b) => a + b);
  const before = await received();
  const watched = await measure(page);
  const each = ((await received()) - before) / seconds / 10;
  console.log(`With ten viewers: ${watched.frames.toFixed(1)} frames/s for the user, ${each.toFixed(1)} for each viewer`);
  console.log(`Processor time of the server: ${idle.cpu.toFixed(0)} % of a core without viewers, ${watched.cpu.toFixed(0)} % with ten`);
} finally {
  await closeBrowser();
  await server.stop();
}
