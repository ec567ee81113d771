// Builds the page into src/WebApi/wwwroot/lab: hashed names, code in parts that load when needed, and a Brotli copy of each file.
import { build } from 'esbuild';
import { brotliCompressSync, constants } from 'node:zlib';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, '..', 'wwwroot', 'lab');
const fresh = target + '.new';
rmSync(fresh, { recursive: true, force: true });
mkdirSync(fresh, { recursive: true });

const result = await build({
  absWorkingDir: here,
  entryPoints: { page: 'source/main.tsx', style: 'styles/page.css' },
  outdir: fresh,
  entryNames: '[name]-[hash]',
  chunkNames: 'part-[hash]',
  assetNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  target: ['es2022'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  minify: true,
  metafile: true,
  legalComments: 'none',
  loader: { '.svg': 'file' },
  logLevel: 'warning',
});

const outputs = Object.keys(result.metafile.outputs);
const named = (pattern) => outputs.map((path) => path.split('/').pop()).find((name) => pattern.test(name));
const firstPage = result.metafile.outputs[outputs.find((path) => /page-[^/]*\.js$/.test(path))];
const preloads = firstPage.imports
  .filter((part) => part.kind === 'import-statement')
  .map((part) => `<link rel="modulepreload" href="/lab/${part.path.split('/').pop()}">`);
const html = readFileSync(join(here, 'index.html'), 'utf8')
  .replace('{preloads}', preloads.join('\n'))
  .replace('{script}', named(/^page-.*\.js$/))
  .replace('{style}', named(/^style-.*\.css$/));
writeFileSync(join(fresh, 'index.html'), html);
writeFileSync(join(fresh, 'icon.svg'), readFileSync(join(here, 'icon.svg')));

for (const name of readdirSync(fresh)) {
  const content = readFileSync(join(fresh, name));
  const settings = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } };
  writeFileSync(join(fresh, name + '.br'), brotliCompressSync(content, settings));
}

rmSync(target, { recursive: true, force: true });
renameSync(fresh, target);
if (process.argv.includes('--sizes')) {
  const { reportSizes } = await import('./sizes.mjs');
  reportSizes(result.metafile, target);
}
