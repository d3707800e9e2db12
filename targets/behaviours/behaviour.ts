/** Behaviour is a way in which one process of an app goes wrong when it is told to. */
export interface Behaviour {
  /** Used in orders to processes. */
  readonly name: string;
  /** The process that shows it: the worker that is instance 0, once it listens, or the primary. */
  readonly of: 'worker' | 'primary';
  /** Whether the process that replaces it shows it too, until the order ends. */
  readonly isRepeated: boolean;
  /** Begins in the process itself. Returns what ends it. */
  begin(): () => void;
}
