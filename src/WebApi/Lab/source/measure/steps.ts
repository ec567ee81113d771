/** The steps 1, 2, 5, 10, … of knobs. */
export function stepsOf125(from: number, to: number): number[] {
  const steps: number[] = [];
  for (let exponent = Math.floor(Math.log10(from)); exponent <= Math.ceil(Math.log10(to)); exponent++)
    for (const digit of [1, 2, 5]) {
      const step = Number(`${digit}e${exponent}`);
      if (step >= from * 0.999 && step <= to * 1.001) steps.push(step);
    }
  return steps;
}

/** Frequencies from one to another, evenly spaced on a logarithmic axis. */
export function logarithmicSteps(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from * (to / from) ** (count < 2 ? 0 : i / (count - 1)));
}
