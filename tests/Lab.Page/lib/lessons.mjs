// Does lessons in the page, from opening to the checked answer.
import assert from 'node:assert/strict';
import { signUp } from './browser.mjs';
import { readPlot } from './runs.mjs';

/** The values by name of figure, as a student reads them off a plot. */
const measures = {
  timeConstant(points) {
    const first = points[0][1];
    const at = points.find(([, v]) => v <= first / Math.E);
    return at[0] - points[0][0];
  },
  slope(points) {
    const n = points.length;
    const mean = (i) => points.reduce((sum, p) => sum + p[i], 0) / n;
    const [mx, my] = [mean(0), mean(1)];
    return points.reduce((s, [x, y]) => s + (x - mx) * (y - my), 0) / points.reduce((s, [x]) => s + (x - mx) ** 2, 0);
  },
  peakToPeak: (points) => Math.max(...points.map((p) => p[1])) - Math.min(...points.map((p) => p[1])),
  peak: (points) => points.reduce((best, p) => (p[1] > best[1] ? p : best))[0],
  /** Where a curve falls below a level. */
  crossing: (level) => (points) => points.find(([, y]) => y <= level)[0],
  /** Where a curve rises to a level. */
  reaching: (level) => (points) => points.find(([, y]) => y >= level)[0],
};

/**
 * How each lesson is answered: the answer to choose, or the plot to read, what is read, and how the physics of the circuit bounds it.
 */
export const lessons = {
  ohmmeter: { plot: 0, read: measures.slope, within: [1.9, 2.1] },
  rc_discharge: { plot: 0, read: measures.timeConstant, within: [430, 510] },
  diode_curve: { plot: 0, read: measures.reaching(1), within: [0.5, 0.66] },
  frequency_counter: { choose: 'Timing one period' },
  lissajous: { choose: '90°' },
  square_wave_spectrum: { choose: '1 kHz, 3 kHz, 5 kHz, 7 kHz', plot: 1, read: measures.peak, within: [0.95, 1.05] },
  low_pass_bode: { plot: 0, read: (points) => 10 ** measures.crossing(-3)(points), within: [900, 1100] },
  servo: { plot: 0, read: measures.slope, within: [5, 15] },
  ultrasonic_distance: { answer: '5.83', plot: 0, read: measures.slope, within: [0.99, 1.01] },
  i2c_scan: { answer: '104' },
  data_logger: { plot: 0, read: measures.peakToPeak, within: [5, 7.5] },
  resonance: { plot: 0, read: measures.peak, within: [1500, 1680] },
  rectifier: { choose: 'It becomes smaller' },
};

export async function openLab(device) {
  const user = await signUp({ device });
  const scripts = await user.api.list('/v1/lab/scripts?page[size]=100&fields[lab-script]=title,kind,slug');
  user.lessons = new Map(scripts.filter((s) => s.attributes.kind === 'lesson').map((s) => [s.attributes.slug, s]));
  return user;
}

/** Opens a lesson, runs it, reads its plot and has the answer checked. */
export async function doLesson({ page, lessons: all }, slug) {
  const way = lessons[slug];
  const { id, attributes } = all.get(slug);
  await page.goto(`/lab/lessons/${id}`);
  await page.getByRole('heading', { level: 1, name: attributes.title }).waitFor();
  await page.getByRole('heading', { name: 'Wiring' }).waitFor();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const status = page.locator('.toolbar .badge');
  await status.filter({ hasText: /Done|Failed|Timed out/ }).waitFor({ timeout: 90_000 });
  assert.equal(await page.locator('.notice.bad').count(), 0, (await page.locator('.notice.bad').allTextContents()).join());
  let answer = way.answer;
  if (way.read) {
    const measured = way.read((await readPlot(page, way.plot))[0]);
    const [from, to] = way.within;
    assert.ok(measured >= from && measured <= to, `${slug}: ${measured} is not within ${from} and ${to}`);
    answer ??= measured.toFixed(4);
  }
  if (way.choose) await page.getByRole('radio', { name: way.choose, exact: true }).check();
  else await page.getByLabel('Your answer').fill(answer);
  await page.getByRole('button', { name: 'Check' }).click();
  await page.locator('.notice.good', { hasText: 'Correct.' }).waitFor();
}
