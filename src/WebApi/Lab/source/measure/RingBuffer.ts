/** The newest samples of a signal, in a memory of fixed size. */
export class RingBuffer {
  private readonly values: Float64Array;
  private next = 0;
  private count = 0;

  constructor(readonly capacity: number) {
    this.values = new Float64Array(capacity);
  }

  get length(): number {
    return this.count;
  }

  push(value: number): void {
    this.values[this.next] = value;
    this.next = (this.next + 1) % this.capacity;
    this.count = Math.min(this.count + 1, this.capacity);
  }

  pushAll(values: ArrayLike<number>): void {
    for (let i = 0; i < values.length; i++) this.push(values[i]!);
  }

  clear(): void {
    this.next = 0;
    this.count = 0;
  }

  /** From the oldest to the newest. */
  toArray(): Float64Array {
    const start = (this.next - this.count + this.capacity) % this.capacity;
    const copy = new Float64Array(this.count);
    for (let i = 0; i < this.count; i++) copy[i] = this.values[(start + i) % this.capacity]!;
    return copy;
  }
}
