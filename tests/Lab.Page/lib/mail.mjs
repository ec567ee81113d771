// The e-mails of the server, which it writes into a folder.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The first link of the e-mails to an address, as soon as one is in the mail folder. */
export async function findLink(email, pattern) {
  const folder = join(process.env.LAB_DATA, 'mail');
  for (let i = 0; i < 600; i++) {
    for (const file of readdirSync(folder)) {
      const text = readFileSync(join(folder, file), 'utf8');
      const found = text.includes(email) && pattern.exec(text.replace(/=\r?\n/g, '').replace(/=3D/g, '='));
      if (found) return found;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }

  throw new Error(`No e-mail to ${email} has the link.`);
}

/** Verifies the address of a user of signUp(). */
export async function verify({ api, email }) {
  const [, token] = await findLink(email, /verify[^\s"]*[?&]token=([\w.%-]+)/);
  await api.post('/v1/auth/verify-email', { data: { token: decodeURIComponent(token) } });
}
