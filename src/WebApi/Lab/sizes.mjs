// Prints what the first page loads, compressed, and the parts that load later.
import { statSync } from 'node:fs';
import { basename, join } from 'node:path';

export function reportSizes(metafile, folder) {
  const outputs = metafile.outputs;
  const size = (path) => statSync(join(folder, basename(path) + '.br')).size;
  const first = new Set();
  const collect = (path) => {
    if (first.has(path)) return;
    first.add(path);
    for (const part of outputs[path].imports) if (part.kind === 'import-statement') collect(part.path);
  };
  collect(Object.keys(outputs).find((path) => /page-[^/]*\.js$/.test(path)));
  const total = [...first].reduce((sum, path) => sum + size(path), 0);
  console.log(`first page: ${total} bytes of script (Brotli) in ${first.size} files`);
  for (const [path, output] of Object.entries(outputs))
    console.log(`${String(size(path)).padStart(8)} ${basename(path)} ${output.entryPoint ?? ''}${first.has(path) ? ' (first)' : ''}`);
}
