/** The processes that a benchmark needs beside its own: of its process group, so that they end with it. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** @param program beside this file, without its ending */
export function programOf(program: string): string {
  return fileURLToPath(import.meta.resolve(`./${program}.js`));
}

export function startPeer(program: string): ChildProcess {
  return endingWithUs(fork(programOf(program)));
}

/** A peer that ends leaves a question without an answer: the benchmark has failed, and says so by ending too. */
export function endingWithUs(peer: ChildProcess): ChildProcess {
  peer.once('exit', (code, signal) => {
    throw new Error(`a process of the benchmark ended early (${signal ?? `exit code ${code}`})`);
  });
  return peer;
}

/** The answer to a question: the peer answers one with one message, and says nothing else. */
export function ask<Answer>(peer: ChildProcess, question: object): Promise<Answer> {
  const answer = told<Answer>(peer);
  peer.send(question);
  return answer;
}

/** What the peer says next. */
export async function told<Message>(peer: ChildProcess): Promise<Message> {
  const [message] = await once(peer, 'message');
  return message as Message;
}
