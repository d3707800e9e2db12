/** Hearers is who must hear the messages of a session. */
export interface Hearer {
  /** The hearer must receive the message with this number, which is due at an instant. */
  expect(number: number, dueMs: number): void;
}

/** Room is the sessions of a load process: each hears the messages of all. */
export class Room {
  readonly #members: Hearer[] = [];
  #lastNumber = 0;

  add(member: Hearer): void {
    this.#members.push(member);
  }

  get members(): readonly Hearer[] {
    return this.#members;
  }

  /** nextNumber returns a number that no other message of the load process has. */
  nextNumber(): number {
    return ++this.#lastNumber;
  }
}
