import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { apiOf, closeBrowser, countDrawnPixels, openWindow, signUp } from '../lib/browser.mjs';
import { findLink } from '../lib/mail.mjs';

after(closeBrowser);

test('A person signs up, verifies the address and sees a live trace', async () => {
  const { context, page, problems } = await openWindow();
  const email = `grace${process.pid}@example.org`;
  await page.goto('/lab/');
  await page.getByRole('link', { name: 'Sign up' }).first().click();
  await page.getByLabel('Name').fill('Grace');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel(/^Password/).fill('correct-horse-battery');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByRole('heading', { name: 'Measure' }).waitFor();

  const [, token] = await findLink(email, /verify[^\s"]*[?&]token=([\w.%-]+)/);
  const api = apiOf(context);
  await api.post('/v1/auth/verify-email', { data: { token: decodeURIComponent(token) } });
  await page.getByRole('link', { name: 'Classes' }).click();
  await page.getByLabel('Name of the class').fill('Physics 9b');
  await page.getByRole('button', { name: 'Create a class' }).click();
  await page.getByRole('link', { name: 'Physics 9b' }).waitFor(); // only verified people create classes

  await page.getByRole('link', { name: 'Home' }).click();
  await page.getByRole('combobox', { name: 'Function' }).fill('set_sine1(1000)');
  await page.getByRole('button', { name: 'Execute' }).click();
  await page.locator('article.call').first().waitFor();

  await page.getByRole('link', { name: 'Oscilloscope' }).first().click();
  await page.getByText('Triggered').waitFor();
  const frequency = page.locator('.measurements dd').nth(3);
  await frequency.filter({ hasText: /^(1\.00\d|999\.\d|1) k?Hz$/ }).waitFor();
  const vpp = await page.locator('.measurements dd').first().textContent();
  assert.ok(Math.abs(parseFloat(vpp) - 6.6) < 0.6, `the sine has 3.3 V: ${vpp}`);
  const canvas = page.locator('.screen canvas');
  const before = await canvas.evaluate((c) => c.toDataURL());
  await page.waitForFunction((old) => document.querySelector('.screen canvas').toDataURL() !== old, before);
  assert.ok((await countDrawnPixels(canvas)) > 5000);
  assert.deepEqual(problems, []);
  await context.close();
});

test('A user who is signed out sees nothing of the one before', async () => {
  const { page, context, problems } = await openWindow();
  const email = `first${process.pid}@example.org`;
  const form = { inputName: 'First', inputEmail: email, inputPassword: 'correct-horse-battery' };
  await context.request.post('/signUp', { form });
  await page.goto('/lab/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('correct-horse-battery');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Measure' }).waitFor();
  await page.goto('/lab/scripts/new');
  await page.getByLabel('Title').fill('My secret');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
  assert.doesNotMatch(await page.evaluate(() => JSON.stringify(localStorage)), /secret/);
  assert.deepEqual(problems, []);
  await context.close();
});

test('The link of a forgotten password leads back to the lab', async () => {
  const user = await signUp();
  const { page, context, problems } = await openWindow();
  await page.goto('/lab/sign-in');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await page.getByLabel('E-mail').fill(user.email);
  await page.getByRole('button', { name: 'Send a link' }).click();
  const [link] = await findLink(user.email, /https?:\/\/[^\s"<]*reset-password\?token=[\w.%-]+/);
  assert.equal(new URL(link).pathname, '/lab/reset-password');
  await page.goto(`${new URL(link).pathname}${new URL(link).search}`);
  await page.getByLabel(/^Password/).fill('another-battery-staple');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.locator('.notice.good').waitFor();
  await page.getByRole('link', { name: 'Sign in' }).last().click();
  await page.getByLabel('E-mail').fill(user.email);
  await page.getByLabel('Password', { exact: true }).fill('another-battery-staple');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Measure' }).waitFor();
  assert.deepEqual(problems, []);
  await context.close();
  await user.context.close();
});
