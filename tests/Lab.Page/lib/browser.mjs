// Chromium and users of the lab. run.mjs says where the server is.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

export const address = process.env.LAB_URL;
const password = 'correct-horse-battery';

let browser = null;

/** Callers at the same time share one browser, because the process ends only when each is closed. */
function launch() {
  browser ??= chromium.launch({
    executablePath: process.env.LAB_CHROMIUM ?? '/usr/bin/chromium',
    // Chromium's own sandbox does not start for root. The pages are the server's.
    args: process.getuid?.() === 0 ? ['--no-sandbox', '--disable-dev-shm-usage'] : ['--disable-dev-shm-usage'],
  });
  return browser;
}

const windows = new Set();

/** Ends the streams of a test, which would take turns of the device from the next one. */
export async function closeWindows() {
  for (const context of windows) await context.close();
  windows.clear();
}

export const closeBrowser = async () => (await browser)?.close();

/**
 * A window without a user. Each error of a page's script, and each violation of its policy, is kept in `problems`.
 * @param options those of Playwright's contexts, for example colorScheme
 */
export async function openWindow(options = {}) {
  const context = await (await launch()).newContext({ baseURL: address, viewport: { width: 1280, height: 900 }, locale: 'en-GB', ...options });
  windows.add(context);
  // Only so long that a busy machine does not reach it.
  context.setDefaultTimeout(180_000);
  const problems = [];
  const follow = (page) => {
    page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.stack ?? error}`));
    page.on('console', (message) => {
      if (/content security policy|trusted ?(html|script|types)/i.test(message.text())) problems.push(`${page.url()}: ${message.text()}`);
    });
  };
  context.on('page', follow);
  context.on('close', () => windows.delete(context));
  return { context, page: await context.newPage(), problems };
}

let count = 0;

/** A window of a new user, who uses a device of their own unless tests want a shared one. */
export async function signUp({ device, name = 'Ada', ...options } = {}) {
  const window = await openWindow(options);
  const email = `user${process.pid}-${++count}@example.org`;
  const send = async (path, form) => {
    const answer = await window.context.request.post(path, { form });
    assert.ok(answer.ok(), `${path}: ${await answer.text()}`);
  };
  await send('/signUp', { inputName: name, inputEmail: email, inputPassword: password });
  await send('/validateLogin', { inputEmail: email, inputPassword: password });
  if (device) await window.context.addInitScript((chosen) => localStorage.setItem('lab.device', JSON.stringify(chosen)), device);
  return { ...window, email, password, api: apiOf(window.context) };
}

/** Requests with the session of a window. */
export function apiOf(context) {
  const send = async (method, path, body, type = 'application/json') => {
    const csrf = (await context.cookies()).find((c) => c.name === 'csrf_access_token')?.value ?? '';
    const answer = await context.request.fetch(path, {
      method,
      headers: { 'X-CSRF-TOKEN': csrf, Accept: type, ...(body === undefined ? {} : { 'Content-Type': type }) },
      ...(body === undefined ? {} : { data: JSON.stringify(body) }),
    });
    const text = await answer.text();
    assert.ok(answer.ok(), `${method} ${path}: ${answer.status()} ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  return {
    send,
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    delete: (path) => send('DELETE', path, undefined, 'application/vnd.api+json'),
    call: async (device, text, circuit) =>
      (await send('POST', `/v1/lab/devices/${device}/functions`, { function: text, ...(circuit ? { circuit } : {}) })).result,
    createScript: async (title, code, attributes = {}) => {
      const document = { data: { type: 'lab-script', attributes: { title, code, ...attributes } } };
      return (await send('POST', '/v1/lab/scripts', document, 'application/vnd.api+json')).data.id;
    },
    list: async (path) => (await send('GET', path, undefined, 'application/vnd.api+json')).data,
  };
}

/** The recorded output of a run: its elements by name, and what it printed. */
export async function readRun(api, id) {
  const [run] = await api.list(`/v1/lab/runs?filter=${encodeURIComponent(JSON.stringify([{ name: 'id', op: 'eq', val: id }]))}`);
  const full = (await api.get(`/v1/lab/runs/${id}/export?format=json`));
  return { run, full };
}

/** The picture of a canvas: how many of its pixels are not of the most common colour. */
export const countDrawnPixels = (canvas) =>
  canvas.evaluate((element) => {
    const { data } = element.getContext('2d').getImageData(0, 0, element.width, element.height);
    const counts = new Map();
    for (let i = 0; i < data.length; i += 4) {
      const color = (data[i] << 24) | (data[i + 1] << 16) | (data[i + 2] << 8) | data[i + 3];
      counts.set(color, (counts.get(color) ?? 0) + 1);
    }
    return data.length / 4 - Math.max(...counts.values());
  });
