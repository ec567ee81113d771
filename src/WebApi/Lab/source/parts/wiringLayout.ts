import type { Part } from '../server/circuits.ts';

export interface PlacedPart extends Part {
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
  /** Whether `from` is at the right. */
  readonly isReversed: boolean;
}

export interface PlacedNode {
  readonly name: string;
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly labelY: number;
}

export interface WiringLayout {
  readonly width: number;
  readonly height: number;
  readonly parts: readonly PlacedPart[];
  readonly nodes: readonly PlacedNode[];
}

export const columnWidth = 130;
const rowHeight = 56,
  topRow = 84,
  labelY = 26;

/** Outputs of the board stand left, ground right, other nodes between them in the order in which the parts name them. */
export function layOutParts(parts: readonly Part[]): WiringLayout {
  const names = [...new Set(parts.flatMap((p) => [p.from, p.to]))];
  const order = (name: string): number => (/^(SI|W|SQ|PV|PCS|VDD|3V3|5V)/i.test(name) ? 0 : /^(GND|ground)$/i.test(name) ? 2 : 1);
  names.sort((a, b) => order(a) - order(b));
  const x = new Map(names.map((name, i) => [name, 50 + i * columnWidth]));
  const placed = parts.map((part, i) => {
    const [x1, x2] = [x.get(part.from)!, x.get(part.to)!].sort((a, b) => a - b) as [number, number];
    return { ...part, x1, x2, y: topRow + i * rowHeight, isReversed: x.get(part.from)! > x.get(part.to)! };
  });
  const nodes = names.map((name) => {
    const rows = placed.filter((p) => p.from === name || p.to === name).map((p) => p.y);
    return { name, x: x.get(name)!, top: labelY + 10, bottom: Math.max(...rows), labelY };
  });
  return {
    width: Math.max(320, 100 + (names.length - 1) * columnWidth),
    height: topRow + Math.max(0, parts.length - 1) * rowHeight + 30,
    parts: placed,
    nodes,
  };
}
