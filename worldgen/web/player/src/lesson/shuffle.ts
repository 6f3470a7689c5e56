/** Orders that look random and are the same every time: for options, items and labels. */

/** Returns a number of 32 bits that depends on every sign of `text` (FNV-1a with a last stir). */
export function hash(text: string): number {
  let bits = 0x811c9dc5;
  for (const sign of text) bits = Math.imul(bits ^ sign.codePointAt(0)!, 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d);
  return (bits ^ (bits >>> 13)) >>> 0;
}

/** Returns 0 to `count` - 1 in an order that `key` decides; never in their own order where there are two or more. */
export function shuffled(count: number, key: string): number[] {
  const all = Array.from({ length: count }, (_, i) => i);
  const order = [...all].sort((a, b) => hash(`${key}/${a}`) - hash(`${key}/${b}`));
  return count > 1 && order.every((item, i) => item === i) ? [...order.slice(1), order[0]!] : order;
}
