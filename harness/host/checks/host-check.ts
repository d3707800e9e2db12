/** The result of a check of the host. */

import type { HostAbilities } from '../../../targets/member.ts';
import type { HostFacts, Sockets, Warning } from '../../records/run.ts';
import type { HostLimits } from '../host-limits.ts';
import type { KernelSettings } from '../kernel-settings.ts';
import type { Fix } from './fix.ts';

/**
 * `fine`; `note`: worth knowing, or unknown, but no reason to distrust a figure; `doubtful`: figures measured now
 * would differ from those on a quiet host.
 */
export type Level = 'fine' | 'note' | 'doubtful';

/** HostCheck has a stable code; its text is a sentence. */
export interface HostCheck extends Warning {
  readonly level: Level;
  /** Null if there is nothing to do. */
  readonly advice: string | null;
  /** Null if no command is known, or there is nothing to do. */
  readonly fix: Fix | null;
}

/** HostState is everything that the checks read. */
export interface HostState {
  readonly host: HostFacts;
  readonly capabilities: HostAbilities;
  readonly limits: HostLimits;
  readonly sockets: Sockets | null;
  readonly taskset: boolean;
  readonly boost: boolean | null;
  readonly onBattery: boolean;
  readonly kernel: KernelSettings;
  /** Active units of systemd that start work of their own; null without systemd. */
  readonly backgroundUnits: readonly string[] | null;
  /** Measured over some seconds in which the harness itself did nothing. */
  readonly now: {
    readonly seconds: number;
    /** Percent of the host. */
    readonly busy: number;
    readonly steal: number | null;
    /** Percent of the time in which some task waited for a core. */
    readonly pressure: number | null;
  };
}

type Numbers = Readonly<Record<string, number>>;

export function fine(code: string, text: string, numbers: Numbers = {}): HostCheck {
  return { code, level: 'fine', text, numbers, advice: null, fix: null };
}

export function note(
  code: string,
  text: string,
  {
    numbers = {},
    advice = null,
    fix = null,
  }: { readonly numbers?: Numbers; readonly advice?: string | null; readonly fix?: Fix | null } = {},
): HostCheck {
  return { code, level: 'note', text, numbers, advice, fix };
}

/** judged is fine, or doubtful with advice. */
export function judged(
  code: string,
  isFine: boolean,
  {
    text,
    numbers = {},
    advice,
    fix = null,
  }: {
    readonly text: string;
    readonly numbers?: Numbers;
    readonly advice: string;
    readonly fix?: Fix | null;
  },
): HostCheck {
  return isFine ? fine(code, text, numbers) : { code, level: 'doubtful', text, numbers, advice, fix };
}
