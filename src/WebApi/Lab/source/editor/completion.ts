import { type Completion, type CompletionContext, type CompletionResult, snippetCompletion } from '@codemirror/autocomplete';
import { loadCatalogue, type LabFunction } from '../server/functions.ts';

/** The functions that scripts have besides the catalogue's, with their arguments. */
const elements: [string, string, string][] = [
  ['print', 'print(${value})', 'Shows the arguments as a text.'],
  ['print_', "print_('${heading}')", 'Shows a heading.'],
  ['label', "label('${text}')", 'Shows a text that buttons and the script can change.'],
  [
    'button',
    "button('${label}', \"${get_voltage('CH1')}\", 'display_number')",
    'A button that calls a function string and shows its result.',
  ],
  ['plot', 'plot(${x}, ${y})', 'Plots y over x.'],
  ['input', "input('${question}')", 'Asks the user and waits for the answer.'],
  ['slider', "slider('${label}', ${0}, ${10})", 'A slider; its value is the newest one.'],
  ['select', "select('${label}', [${'a', 'b'}])", 'A list to choose from.'],
  ['checkbox', "checkbox('${label}')", 'A box to tick.'],
  ['image', 'image(${array})', 'Shows a PNG file or an array.'],
  ['table', 'table([${columns}], [${rows}])', 'Shows a table.'],
  ['display', "display('${label}', ${value}, '${unit}')", 'Shows a large value with its unit.'],
  ['sleep', 'sleep(${seconds})', 'Waits.'],
  ['progress', 'progress(${0.5})', 'Shows how much is done, from 0 to 1.'],
];

const python =
  'and as assert break class continue def del elif else except finally for from global if import in is lambda not or pass raise return try while with yield True False None len range abs min max sum round enumerate zip float int str list dict sorted numpy'.split(
    ' ',
  );

let options: Completion[] | null = null;

/** Catalogue functions with signature and documentation, the elements, and Python's own words. */
export async function completeScript(context: CompletionContext): Promise<CompletionResult | null> {
  const word = context.matchBefore(/[A-Za-z_]\w*/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  if (
    /['"#]/.test(
      context.state.doc
        .lineAt(word.from)
        .text.slice(0, word.from - context.state.doc.lineAt(word.from).from)
        .replace(/'[^']*'|"[^"]*"/g, ''),
    )
  )
    return null;
  options ??= [
    ...elements.map(([label, template, info]) => snippetCompletion(template, { label, info, type: 'function', boost: 2 })),
    ...(await loadCatalogue().catch(() => [])).map(toCompletion),
    ...python.map((label) => ({ label, type: 'keyword', boost: -1 })),
  ];
  return { from: word.from, options, validFor: /^\w*$/ };
}

function toCompletion(f: LabFunction): Completion {
  const template = f.example.startsWith(f.name) ? f.example.replace(/[$#{}\\]/g, '\\$&') : `${f.name}(\${})`;
  return snippetCompletion(template, {
    label: f.name,
    detail: f.signature.slice(f.name.length),
    info: f.summary,
    type: 'function',
    boost: 1,
  });
}
