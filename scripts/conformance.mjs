// Compares a run of the conformance suite with the list of cases that passed before: node conformance.mjs RESULTS.json PASSING.txt [--accept]
import fs from 'node:fs';

const [results, list, accept] = process.argv.slice(2);
const now = JSON.parse(fs.readFileSync(results, 'utf8'));
const outcomes = new Map(now.results.map((r) => [r.id, r]));
const passing = [...outcomes.values()].filter((r) => r.outcome === 'pass').map((r) => r.id).sort();
const before = fs.existsSync(list) ? fs.readFileSync(list, 'utf8').split('\n').filter(Boolean) : [];
const fresh = passing.filter((id) => !before.includes(id));
const lost = before.filter((id) => outcomes.get(id)?.outcome !== 'pass');

if (now.setupError) console.log(`The conformance suite could not begin: ${now.setupError}`);
if (accept) {
  fs.writeFileSync(list, passing.map((id) => id + '\n').join(''));
  console.log(`tests/conformance-passing.txt now lists ${passing.length} cases (${fresh.length} more, ${lost.length} fewer).`);
} else {
  for (const id of fresh) console.log(`passes now: ${id} (./test --accept-conformance lists it)`);
  for (const id of lost) console.log(`NO LONGER PASSES: ${id} | ${outcomes.get(id)?.reason ?? outcomes.get(id)?.outcome ?? 'not in the suite'}`);
}
console.log(`Conformance: ${passing.length} of ${outcomes.size} cases pass; ${before.length} are promised, of which ${lost.length} no longer pass.`);
process.exitCode = lost.length > 0 && !accept ? 1 : 0;
