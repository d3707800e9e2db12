/** Keeps the values of variables out of trials, and thereby out of journals, records, reports and the terminal. */
import { type Trial, trialSchema } from '../records/run.ts';
import type { RunTrial } from '../trial/trial-parts.ts';
import type { Redact } from './redact.ts';

/** Fields whose text is ours, not the app's: a word that happens to be a part of a value must stay. */
const OUR_WORDS: ReadonlySet<string> = new Set([
  ...['cell', 'startedAt', 'status', 'code', 'name', 'role', 'setBy'],
  ...['client', 'connections', 'arrivals', 'histogram', 'sha256'],
]);

/** withoutSecrets returns the same trials, with every value in their texts replaced. @param redact null: nothing to hide */
export function withoutSecrets(runTrial: RunTrial, redact: Redact | null): RunTrial {
  if (redact === null) return runTrial;
  return async (planned, parts) => redactTrial(await runTrial(planned, parts), redact);
}

function redactTrial(trial: Trial, redact: Redact): Trial {
  return trialSchema.parse(redactAll(trial, redact));
}

function redactAll(value: unknown, redact: Redact): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((item) => redactAll(item, redact));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      redact(key),
      OUR_WORDS.has(key) ? field : redactAll(field, redact),
    ]),
  );
}
