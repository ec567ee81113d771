import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { closeBrowser, openWindow, signUp } from '../lib/browser.mjs';
import { isOfRoute, open, prepare, readRoutes } from '../lib/pages.mjs';

const checker = readFileSync(createRequire(import.meta.url).resolve('accessibility-checker-engine/ace.js'), 'utf8');
const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 375, height: 720 } };
const colorSchemes = ['light', 'dark'];

let pages, windows;

before(async () => {
  const user = await signUp({ name: 'Ada Lovelace' });
  pages = await prepare(user);
  windows = { open: await openWindow(), signedIn: await openWindow({ storageState: await user.context.storageState() }) };
});
after(closeBrowser);

/**
 * The violations of WCAG 2.2 AA that IBM's Equal Access engine finds. Its `potential` results ask a person to look, so they are no
 * violations.
 */
async function findViolations(page) {
  // The policy of the page forbids other scripts; the debugging protocol is not bound by it.
  const session = await page.context().newCDPSession(page);
  const { result: loaded } = await session.send('Runtime.evaluate', { expression: 'typeof ace' });
  if (loaded.value === 'undefined') await session.send('Runtime.evaluate', { expression: checker });
  const { result } = await session.send('Runtime.evaluate', {
    expression: `new ace.Checker().check(document, ['WCAG_2_2']).then((report) => JSON.stringify(report.results
      .filter((r) => r.value[0] === 'VIOLATION' && r.value[1] === 'FAIL')
      .map((r) => r.ruleId + ' ' + r.reasonId + ': ' + r.message + ' ' + r.path.dom + ' ' + r.snippet)))`,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  return JSON.parse(result.value);
}

/** Elements that make the page scroll sideways, and go on doing so: a plot takes its new size in a frame after the window. */
const findOverflow = async (page) => {
  const fits = () => document.documentElement.scrollWidth <= document.documentElement.clientWidth;
  await page.waitForFunction(fits, null, { timeout: 5000 }).catch(() => {});
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('main *')].filter((e) => e.getBoundingClientRect().right > width + 1).map((e) => e.outerHTML.slice(0, 120));
  });
};

/** Parts of the bar, and of lines of lists, that stand over the part before them. */
const findOverlaps = (page) =>
  page.evaluate(() => {
    const covers = (a, b) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
    return [...document.querySelectorAll('.bar, .bar > .row, .list > li')].flatMap((line) => {
      const parts = [...line.children].filter((e) => !e.matches('.skip') && e.getClientRects().length > 0);
      const boxOf = (e) => {
        const range = document.createRange();
        range.selectNodeContents(e);
        // What a part contains may be wider than the part itself.
        const [own, inner] = [e.getBoundingClientRect(), range.getBoundingClientRect()];
        return e.matches('select') ? own : { left: own.left, top: own.top, right: Math.max(own.right, inner.right), bottom: own.bottom };
      };
      return parts.filter((e, i) => i > 0 && covers(boxOf(parts[i - 1]), e.getBoundingClientRect())).map((e) => e.outerHTML.slice(0, 120));
    });
  });

const names = [
  'welcome sign-in sign-up forgot-password reset-password',
  'home oscilloscope generator multimeter supply pulses logic logger bode sensors',
  'lessons lesson scripts script example runs run compare',
  'classes class class-deletion shared functions devices bookings watch account not-found',
];

/** Until the page has drawn itself in new colours: its effects run after a picture, and change the next one. */
const settle = (page) =>
  page.evaluate(async () => {
    for (let i = 0; i < 3; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
  });

for (const list of names)
  test(`These pages have no violation of WCAG 2.2 AA, light and dark, on a desktop and a phone: ${list}`, async () => {
    const found = [];
    for (const name of list.split(' ')) {
      const group = name in pages.open ? 'open' : 'signedIn';
      const { page } = windows[group];
      await open(page, pages[group][name]);
      for (const [size, viewport] of Object.entries(sizes)) {
        await page.setViewportSize(viewport);
        for (const element of await findOverflow(page)) found.push(`${name} is too wide on a ${size}: ${element}`);
        for (const element of await findOverlaps(page)) found.push(`${name} has parts over each other on a ${size}: ${element}`);
        for (const colorScheme of colorSchemes) {
          await page.emulateMedia({ colorScheme });
          await settle(page);
          for (const violation of await findViolations(page)) found.push(`${name}, ${size}, ${colorScheme}: ${violation}`);
        }
      }
    }
    assert.deepEqual(found, []);
  });

test('The list of pages is complete, and none violates its policy', () => {
  assert.deepEqual(names.flatMap((list) => list.split(' ')), [...Object.keys(pages.open), ...Object.keys(pages.signedIn)]);
  const routes = readRoutes();
  assert.ok(routes.includes('/oscilloscope') && routes.includes('/sign-in'), 'the routes are found in the source');
  const paths = [...Object.values(pages.open), ...Object.values(pages.signedIn)];
  assert.deepEqual(routes.filter((pattern) => !paths.some((path) => isOfRoute(pattern, path))), [], 'routes without a page');
  assert.deepEqual([...windows.open.problems, ...windows.signedIn.problems], []);
});

test('The checker finds what it is asked to find', async () => {
  const { page, context } = await openWindow();
  await page.goto('/lab/sign-in');
  await page.evaluate(() => {
    document.querySelector('main h1').append(document.createElement('img'));
    document.querySelector('.card').style.color = '#ddd';
  });
  const found = (await findViolations(page)).join('\n');
  assert.match(found, /img_alt/);
  assert.match(found, /contrast/);
  await page.evaluate(() => {
    const wide = document.createElement('div');
    wide.id = 'wide';
    Object.assign(wide.style, { minWidth: '3000px', height: '10px' });
    document.querySelector('main').append(wide);
  });
  assert.match((await findOverflow(page)).join('\n'), /wide/);
  await page.evaluate(() => (document.querySelector('.bar .select').style.marginInlineEnd = '-60px'));
  assert.match((await findOverlaps(page)).join('\n'), /button/);
  await context.close();
});
