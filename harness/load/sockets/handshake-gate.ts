/**
 * HandshakeGate limits how many connections of a load process are being opened at a time. Thousands at once would
 * overflow the server's queue of connections, and wait for the kernel to try again.
 */
export class HandshakeGate {
  readonly #most: number;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** Calls `begin` when there is room. Whoever begins calls `leave` once the handshake has ended. */
  enter(begin: () => void): void {
    if (this.#running >= this.#most) {
      this.#waiting.push(begin);
      return;
    }
    this.#running++;
    begin();
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#running--;
    else next();
  }
}
