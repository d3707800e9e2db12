/** The two sides of a comparison. */
import type { Runtime } from '../run/runtime.ts';

export const sides = ['base', 'head'] as const;

export type Side = (typeof sides)[number];

export type BySide<Value> = Readonly<Record<Side, Value>>;

/** What is measured on a side. */
export interface Contender {
  /** As the user named it. */
  readonly name: string;
  /** How sentences name it: with its commit. */
  readonly label: string;
  readonly runtime: Runtime;
}
