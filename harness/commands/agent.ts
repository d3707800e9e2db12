/** `cluster-bench agent`: sends loads from this host for runs on another. */
import { agentConfig } from '../config/agent.ts';
import type { Flags } from '../config/flags.ts';
import { checkTemporaryFolder, refuseWindows } from '../config/host-check.ts';
import { UsageError } from '../config/usage-error.ts';
import { readCores } from '../host/cpu-topology.ts';
import { connectLink, redisText } from '../load/hosts/redis-link.ts';
import { type AgentEvent, serveAgent } from '../load/hosts/serve-agent.ts';
import type { CommandContext } from './command-context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { interruptible } from './interrupt.ts';

/** It runs until Ctrl-C, or until it has been idle for as long as the user said. */
export async function agent(flags: Flags, around: CommandContext): Promise<ExitCode> {
  refuseWindows(around.platform);
  const { cwd, env, stdout } = around;
  const config = agentConfig(flags, { cwd, env, usable: readCores()?.flat() ?? null });
  checkTemporaryFolder();
  const say = (text: string) => stdout.write(`${new Date().toISOString().slice(11, 19)}  ${text}\n`);
  return interruptible({ onFirst: () => {}, close: () => {} }, async (signal) => {
    const link = await connectLink(config.redis).catch((error: Error) => {
      throw new UsageError(`--redis: ${error.message}`, { cause: error });
    });
    link.on('error', () => {}); // BullMQ's own connection reports the same
    say(`agent ${config.name} is connected to ${redisText(config.redis)}`);
    let last = '';
    const watch = (event: AgentEvent) => {
      const text = sentenceOf(event);
      // A lost Redis is noticed again and again.
      if (text !== last) say(text);
      last = text;
    };
    try {
      await serveAgent({ ...config, link, env, signal, watch });
    } finally {
      link.disconnect();
    }
    if (!signal.aborted) say('ended: no load for as long as --idle-exit says');
    return signal.aborted ? exitCodes.interrupted : exitCodes.done;
  });
}

function sentenceOf(event: AgentEvent): string {
  switch (event.type) {
    case 'waiting':
      return 'waiting for a load';
    case 'taken':
      return 'sending a share of a trial’s load';
    case 'ended':
      return event.early === null ? 'the trial has ended' : `gave the trial up: ${event.early}`;
    case 'refused':
      return `refused a share: ${event.reason}`;
    case 'offline':
      return `Redis cannot be reached: ${event.reason}; trying again`;
  }
}
