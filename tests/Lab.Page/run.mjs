// Starts a server and runs the tests of the page against it: node run.mjs [NAME …]
// NAME selects files, for example: node run.mjs scripts
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from './lib/server.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const names = process.argv.slice(2);
const files = readdirSync(join(here, 'tests')).filter((file) => names.length === 0 || names.some((name) => file.startsWith(name)));

// Tests must not meet the limits that protect a public server from many sign-ups of one address, and of runs.
const server = await startServer(['--Lab:Scripts:PerUserAndDay=500', '--Lab:Scripts:Concurrent=4']);
let tests = null;
// Node 18 of Debian 12 does not know the limit of a test, so the run has one, too.
const perTest = Number.parseInt(process.versions.node, 10) >= 20 ? ['--test-timeout=420000'] : [];
setTimeout(() => tests?.kill('SIGKILL'), 15 * 60_000).unref();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => tests?.kill(signal));
try {
  const code = await new Promise((resolve) => {
    tests = spawn(process.execPath, ['--test', '--test-concurrency=3', ...perTest, ...files.map((file) => join(here, 'tests', file))], {
      stdio: 'inherit',
      env: { ...process.env, LAB_URL: server.url, LAB_DATA: server.data, LAB_ADMIN: JSON.stringify(server.admin) },
    });
    tests.once('exit', (exitCode) => resolve(exitCode ?? 1));
  });
  process.exitCode = code;
} finally {
  await server.stop();
}
