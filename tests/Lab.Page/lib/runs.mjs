// Writes and runs scripts in the page, and reads what they show.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

/** Replaces the code in the editor, as a person does. */
export async function typeCode(page, code) {
  const editor = page.locator('.editor').getByRole('textbox');
  await editor.click();
  await page.keyboard.press('Control+a');
  // A paste, because the editor would close brackets and indent what is typed.
  await editor.evaluate((element, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, code);
}

/** Writes a new script, runs it and waits for its end. */
export async function runScript(page, code, { title = 'Test', status = 'Done' } = {}) {
  await page.goto('/lab/scripts/new');
  await page.getByLabel('Title').fill(title);
  await typeCode(page, code);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.locator('.toolbar .badge', { hasText: status }).waitFor();
}

/** The file that an action downloads. */
export async function readDownload(page, action, encoding = 'utf8') {
  const [download] = await Promise.all([page.waitForEvent('download'), action()]);
  return readFileSync(await download.path(), encoding);
}

/** The curves of a plot as lists of points, from its CSV file. */
export async function readPlot(page, index) {
  const csv = await readDownload(page, () => page.locator('figure').nth(index).getByRole('button', { name: 'CSV' }).click());
  const [header, ...rows] = csv.trim().split('\r\n').map((line) => line.split(','));
  assert.ok(header.length % 2 === 0);
  return Array.from({ length: header.length / 2 }, (_, i) =>
    rows.filter((row) => row[2 * i] !== '' && row[2 * i] !== undefined).map((row) => [Number(row[2 * i]), Number(row[2 * i + 1])]),
  );
}
