// Starts the published server with virtual boards, and ends it.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Each test file has boards of its own, so that files can run beside each other. */
export const devices = ['main', 'examples', 'lessons-a', 'lessons-b', 'instruments', 'signals', 'streams', 'shared'];

/** @returns the address, the data folder, the process id, the administrator, and stop() */
export async function startServer(settings = []) {
  const folder = mkdtempSync(join(tmpdir(), 'lab-page-'));
  const data = join(folder, 'data'),
    log = join(folder, 'server.log');
  const admin = { email: 'admin@example.org', password: 'correct-horse-battery' };
  const server = spawn(
    'dotnet',
    [
      join(root, 'artifacts', 'server', 'OpenEvent.WebApi.dll'),
      '--urls=http://127.0.0.1:0',
      `--Data:Directory=${data}`,
      '--Log:Format=Text',
      `--Admin:Email=${admin.email}`,
      `--Admin:Password=${admin.password}`,
      ...devices.map((name) => `--Lab:Devices:${name}=virtual`),
      `--Lab:LockDirectory=${folder}`,
      ...settings,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const output = createWriteStream(log);
  server.stdout.pipe(output, { end: false });
  server.stderr.pipe(output, { end: false });
  const isReady = createCheck(admin);
  let exitCode = null;
  const exit = new Promise((resolve) => server.once('exit', (code) => resolve((exitCode = code ?? -1))));
  const stop = async () => {
    server.kill('SIGTERM');
    await exit;
    output.end();
    rmSync(folder, { recursive: true, force: true });
  };
  const tail = () => readFileSync(log, 'utf8').split('\n').slice(-40).join('\n');
  for (let tries = 0; tries < 1500; tries++) {
    if (exitCode !== null) throw new Error(`The server exited with code ${exitCode}.\n${tail()}`);
    const url = /^ {2}address *(http\S*)$/m.exec(readFileSync(log, { encoding: 'utf8', flag: 'a+' }))?.[1];
    if (url && (await isReady(url))) return { url, data, admin, log, pid: server.pid, stop };
    await pause(200);
  }
  const last = tail();
  await stop();
  throw new Error(`The server did not become ready.\n${last}`);
}

/** Tells whether the boards are there and scripts can run. Signing in once is enough. */
function createCheck(admin) {
  let token = null;
  return async (url) => {
    const get = async (path) => (await fetch(url + path, { headers: { Authorization: `JWT ${token}` } })).json();
    try {
      if (!(await fetch(`${url}/health/ready`)).ok) return false;
      const body = new URLSearchParams({ inputEmail: admin.email, inputPassword: admin.password });
      token ??= (await (await fetch(`${url}/validateLogin`, { method: 'POST', body })).json()).access_token;
      const { devices: found } = await get('/v1/lab/devices');
      const { scripts } = await get('/v1/lab/limits');
      if (scripts.state === 'refused') throw new Refused(scripts.reason);
      return scripts.available && found.every((d) => d.state === 'ready');
    } catch (e) {
      if (e instanceof Refused) throw e;
      return false;
    }
  };
}

class Refused extends Error {}
