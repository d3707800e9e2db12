/** Field types that several contracts share. */
import { z } from 'zod';

export const text = z.string();
export const count = z.int().min(0);
export const atLeastOne = z.int().min(1);
export const amount = z.number().min(0);
export const positive = z.number().positive();
/** Number from 0 to 1. */
export const fraction = z.number().min(0).max(1);
/** Ratio that may be negative or exceed 1, such as a change. */
export const share = z.number().describe('as a ratio: 0.05 is 5%');
export const metric = text.describe('name of the metric: see docs/compare.md');
export const seconds = z.number().min(0);
export const milliseconds = z.number().min(0);
export const instant = z.iso.datetime();

/** orNull is a nullable field; `about` says what it holds, or what null means. */
export function orNull<Schema extends z.ZodType>(schema: Schema, about: string): z.ZodNullable<Schema> {
  return schema.nullable().describe(about);
}
