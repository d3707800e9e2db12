/**
 * Mailbox passes messages on to whoever listens. Those that arrive before anybody does are kept for the first listener:
 * the load processes of one host may be ready before another host has taken its share.
 */
export class Mailbox<Message> {
  readonly #listeners = new Set<(message: Message) => void>();
  #kept: Message[] | null = [];

  deliver(message: Message): void {
    this.#kept?.push(message);
    for (const listener of this.#listeners) listener(message);
  }

  /** Returns a function that stops listening. */
  listen(listener: (message: Message) => void): () => void {
    this.#listeners.add(listener);
    const kept = this.#kept ?? [];
    this.#kept = null;
    // The listener may stop listening at once, with the function that it does not have yet.
    for (const message of kept) queueMicrotask(() => this.#listeners.has(listener) && listener(message));
    return () => this.#listeners.delete(listener);
  }
}
