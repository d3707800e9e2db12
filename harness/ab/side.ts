/** The two sides of a comparison. */
import type { Runtime } from '../run/runtime.ts';

export const sides = ['base', 'head'] as const;

export type Side = (typeof sides)[number];

export type BySide<Value> = Readonly<Record<Side, Value>>;

/** The app and Node of one side. */
export interface Contender {
  /** As the user named it. */
  readonly name: string;
  /** Its name in messages, with its commit. */
  readonly label: string;
  readonly runtime: Runtime;
}
