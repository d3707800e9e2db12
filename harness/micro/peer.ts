/** Further processes of a benchmark. They are in its process group, so that they end with it. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** @param program file name in this folder, without its ending */
export function programOf(program: string): string {
  return fileURLToPath(import.meta.resolve(`./${program}.js`));
}

export function startPeer(program: string): ChildProcess {
  return failOnExit(fork(programOf(program)));
}

/** failOnExit fails the benchmark if a peer ends early: a question would get no reply. */
export function failOnExit(peer: ChildProcess): ChildProcess {
  peer.once('exit', (code, signal) => {
    throw new Error(`a process of the benchmark ended early (${signal ?? `exit code ${code}`})`);
  });
  return peer;
}

/** ask sends a question and returns the reply. The peer sends exactly one message per question, and no others. */
export function ask<Answer>(peer: ChildProcess, question: object): Promise<Answer> {
  const answer = nextMessage<Answer>(peer);
  peer.send(question);
  return answer;
}

/** nextMessage is the next message from the peer. */
export async function nextMessage<Message>(peer: ChildProcess): Promise<Message> {
  const [message] = await once(peer, 'message');
  return message as Message;
}
