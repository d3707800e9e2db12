/**
 * chooseInstance picks the worker of a client address by rendezvous hashing: every worker has a score for the
 * address, and the highest wins. If a worker is lost, only its own clients move, evenly over the others, and they
 * return when it is back.
 *
 * @param instances that can take a connection
 * @returns null if there are none
 */
export function chooseInstance(address: string, instances: Iterable<number>): number | null {
  let chosen: number | null = null;
  let highest = -1;
  for (const instance of instances) {
    const score = hash(`${address}/${instance}`);
    if (score > highest) [chosen, highest] = [instance, score];
  }
  return chosen;
}

/** FNV-1a, and the last steps of MurmurHash3, without which similar addresses have similar scores. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
