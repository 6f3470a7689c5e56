/** A heap of whole numbers by a key: the least key comes first. */
export class Queue {
  readonly #item: number[] = [];
  readonly #key: number[] = [];

  get empty(): boolean {
    return this.#item.length === 0;
  }

  put(item: number, key: number): void {
    let i = this.#item.push(item) - 1;
    this.#key.push(key);
    while (i > 0) {
      const up = (i - 1) >> 1;
      if ((this.#key[up] ?? 0) <= key) break;
      this.#item[i] = this.#item[up] ?? 0;
      this.#key[i] = this.#key[up] ?? 0;
      i = up;
    }
    this.#item[i] = item;
    this.#key[i] = key;
  }

  take(): number {
    const first = this.#item[0] ?? -1;
    const item = this.#item.pop() ?? -1;
    const key = this.#key.pop() ?? 0;
    const size = this.#item.length;
    if (!size) return first;
    let i = 0;
    for (;;) {
      let down = 2 * i + 1;
      if (down >= size) break;
      if (down + 1 < size && (this.#key[down + 1] ?? 0) < (this.#key[down] ?? 0)) down += 1;
      if ((this.#key[down] ?? 0) >= key) break;
      this.#item[i] = this.#item[down] ?? 0;
      this.#key[i] = this.#key[down] ?? 0;
      i = down;
    }
    this.#item[i] = item;
    this.#key[i] = key;
    return first;
  }
}
