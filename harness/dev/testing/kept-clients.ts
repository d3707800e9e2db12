/** Clients with kept connections that send one request after the other, to see what a restart costs. */
import { Agent, get } from 'node:http';
import type { TestContext } from 'node:test';

export interface KeptClients {
  /** Settles after this many more correct responses. */
  responses(count: number): Promise<void>;
  /** Stops after the requests in flight. @returns the failures: an error's code, or a status */
  stop(): Promise<readonly string[]>;
}

const RETRY_MS = 20;

/** startKeptClients starts clients that go on until they are stopped, or the test ends. */
export function startKeptClients(context: TestContext, port: number, connections = 8): KeptClients {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const failures: string[] = [];
  const waiting = new Set<() => void>();
  let completed = 0;
  let isOn = true;
  const once = () =>
    new Promise<void>((resolve) => {
      const fail = (reason: string) => {
        failures.push(reason);
        setTimeout(resolve, RETRY_MS);
      };
      get({ host: '127.0.0.1', port, path: '/api/users', agent }, (response) => {
        response.resume();
        response.once('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
        response.once('end', () => {
          if (response.statusCode !== 200) return fail(String(response.statusCode));
          completed++;
          for (const look of waiting) look();
          resolve();
        });
      }).on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
    });
  const client = async () => {
    while (isOn) await once();
  };
  const clients = Array.from({ length: connections }, client);
  const stop = async () => {
    isOn = false;
    await Promise.all(clients);
    agent.destroy();
    return failures;
  };
  context.after(stop);
  return {
    responses: (count) => {
      const wanted = completed + count;
      return new Promise((resolve) => {
        const look = () => {
          if (completed < wanted) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
      });
    },
    stop,
  };
}
