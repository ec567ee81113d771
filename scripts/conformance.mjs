// Compares the results of the conformance suite with the list of cases that must pass. Exits with 1 if a listed case no longer passes.
//   node conformance.mjs RESULTS.json PASSING.txt            prints the differences
//   node conformance.mjs RESULTS.json PASSING.txt --accept   writes the list from the results
import fs from 'node:fs';

const [results, list, accept] = process.argv.slice(2);
const run = JSON.parse(fs.readFileSync(results, 'utf8'));
const outcomes = new Map(run.results.map((r) => [r.id, r]));
const passing = [...outcomes.values()].filter((r) => r.outcome === 'pass').map((r) => r.id).sort();
const listed = fs.existsSync(list) ? fs.readFileSync(list, 'utf8').split('\n').filter(Boolean) : [];
const added = passing.filter((id) => !listed.includes(id));
const lost = listed.filter((id) => outcomes.get(id)?.outcome !== 'pass');

if (run.setupError) console.log(`The conformance suite could not start: ${run.setupError}`);
if (accept) {
  fs.writeFileSync(list, passing.map((id) => id + '\n').join(''));
  console.log(`tests/conformance-passing.txt now lists ${passing.length} cases (${added.length} added, ${lost.length} removed).`);
} else {
  for (const id of added) console.log(`passes now: ${id} (./test --accept-conformance adds it to the list)`);
  for (const id of lost) {
    const outcome = outcomes.get(id);
    console.log(`NO LONGER PASSES: ${id} | ${outcome?.reason ?? outcome?.outcome ?? 'not in the suite'}`);
  }
}
console.log(
  `Conformance: ${passing.length} of ${outcomes.size} cases pass; ${listed.length} are listed, of which ${lost.length} no longer pass.`,
);
process.exitCode = lost.length > 0 && !accept ? 1 : 0;
