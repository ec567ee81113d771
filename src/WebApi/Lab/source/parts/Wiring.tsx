import type { JSX } from 'preact';
import type { Circuit, Part } from '../server/circuits.ts';
import { formatShort } from '../measure/si.ts';
import { fill, t } from '../texts/index.ts';
import { columnWidth, layOutParts, type PlacedPart } from './wiringLayout.ts';

/** The wiring of a circuit, drawn from its parts: one row for each part, between the columns of its two ends. */
export function Wiring({ circuit }: { circuit: Circuit }): JSX.Element {
  const layout = layOutParts(circuit.parts);
  return (
    <svg
      class="wiring"
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="img"
      aria-label={fill(t.devices.wiring, { name: circuit.name })}
    >
      <title>{circuit.parts.map(describe).join('; ')}</title>
      {layout.nodes.map((node) => (
        <g key={node.name}>
          {node.bottom > node.top && <path class="wire" d={`M${node.x} ${node.top}V${node.bottom}`} />}
          <rect class="pin" x={node.x - 30} y={node.labelY - 13} width={60} height={24} rx={5} />
          <text x={node.x} y={node.labelY + 4} text-anchor="middle">
            {node.name}
          </text>
        </g>
      ))}
      {layout.parts.map((part, i) => (
        <PartDrawing key={i} part={part} />
      ))}
    </svg>
  );
}

const units: Record<string, string> = { resistor: 'Ω', capacitor: 'F', inductor: 'H', sine: 'V' };

export function describe(part: Part): string {
  const value = typeof part.value === 'number' ? formatShort(part.value, part.unit ?? units[part.kind] ?? '') : (part.value ?? '');
  return `${part.kind} ${part.from} – ${part.to}${value === '' ? '' : ` ${value}`}`;
}

function PartDrawing({ part }: { part: PlacedPart }): JSX.Element {
  const { x1, x2, y, kind } = part;
  // The symbol stands beside the first column, where no other wire crosses it.
  const middle = x1 + columnWidth / 2;
  const half = kind === 'wire' ? 0 : 24;
  const value = typeof part.value === 'number' ? formatShort(part.value, part.unit ?? units[kind] ?? '') : (part.value ?? '');
  const label = kind === 'wire' ? '' : symbols[kind] ? String(value) : `${kind} ${value}`;
  return (
    <g>
      <circle cx={x1} cy={y} r={3} fill="currentColor" />
      <circle cx={x2} cy={y} r={3} fill="currentColor" />
      <path class="wire" d={half === 0 ? `M${x1} ${y}H${x2}` : `M${x1} ${y}H${middle - half}M${middle + half} ${y}H${x2}`} />
      {half > 0 && (
        <g transform={part.isReversed ? `rotate(180 ${middle} ${y})` : undefined}>
          {symbols[kind]?.(middle, y) ?? <rect class="body" x={middle - 24} y={y - 10} width={48} height={20} rx={3} />}
        </g>
      )}
      {label !== '' && (
        <text x={middle} y={y - 17} text-anchor="middle">
          {label}
        </text>
      )}
    </g>
  );
}

const symbols: Record<string, (x: number, y: number) => JSX.Element> = {
  resistor: (x, y) => <path class="part" d={`M${x - 24} ${y}l4 -8l8 16l8 -16l8 16l8 -16l8 16l4 -8`} />,
  capacitor: (x, y) => (
    <path class="part" d={`M${x - 24} ${y}H${x - 4}M${x - 4} ${y - 11}v22M${x + 4} ${y - 11}v22M${x + 4} ${y}H${x + 24}`} />
  ),
  inductor: (x, y) => <path class="part" d={`M${x - 24} ${y}a6 7 0 0 1 12 0a6 7 0 0 1 12 0a6 7 0 0 1 12 0a6 7 0 0 1 12 0`} />,
  diode: (x, y) => (
    <path class="part" d={`M${x - 24} ${y}H${x - 10}M${x - 10} ${y - 10}v20l20 -10zM${x + 10} ${y - 10}v20M${x + 10} ${y}H${x + 24}`} />
  ),
  sine: (x, y) => (
    <path
      class="part"
      d={`M${x - 24} ${y}H${x - 13}a13 13 0 0 1 26 0a13 13 0 0 1 -26 0M${x - 7} ${y}q3.5 -10 7 0t7 0M${x + 13} ${y}H${x + 24}`}
    />
  ),
  led: (x, y) => (
    <path
      class="part"
      d={`M${x - 24} ${y}H${x - 10}M${x - 10} ${y - 10}v20l20 -10zM${x + 10} ${y - 10}v20M${x + 10} ${y}H${x + 24}M${x} ${y - 13}l6 -7M${x + 7} ${y - 13}l6 -7`}
    />
  ),
};
