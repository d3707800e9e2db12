/** AgentContext is what an agent has for every share that it serves. */
import type { Redis } from 'ioredis';
import type { localPeer } from '../load-peer.ts';
import type { AllowedTargets } from './allowed-targets.ts';

export interface AgentContext {
  readonly link: Redis;
  readonly secret: string;
  readonly name: string;
  readonly allowed: AllowedTargets;
  /** Cores that its load processes are pinned to; null for all. */
  readonly cpus: readonly number[] | null;
  /** Aborted when the agent is to end. */
  readonly signal: AbortSignal;
  /** Variables that requests may name. */
  readonly env: NodeJS.ProcessEnv;
  /** Starts a load process; replaced where no load is wanted. */
  readonly startPeer?: typeof localPeer;
}
