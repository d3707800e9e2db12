/** The part of autocannon 9 that we use. The types on npm are for version 7 and leave out the client's events. */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events';

  interface Head {
    readonly statusCode: number;
    /** Alternating names and values, in the order received. */
    readonly headers: readonly string[];
    readonly shouldKeepAlive: boolean;
  }

  interface Client extends EventEmitter {
    once(event: 'response' | 'timeout' | 'connError', listener: () => void): this;
    on(event: 'request', listener: () => void): this;
    on(event: 'headers', listener: (head: Head) => void): this;
    on(event: 'body', listener: (part: Buffer) => void): this;
    on(event: 'response', listener: (statusCode: number) => void): this;
    on(event: 'connError', listener: (error: NodeJS.ErrnoException) => void): this;
    on(event: 'timeout', listener: () => void): this;
  }

  interface Options {
    url: string;
    method: string;
    headers: Readonly<Record<string, string>>;
    body?: string | Buffer;
    connections: number;
    /** Seconds. */
    duration: number;
    /** Seconds. */
    timeout: number;
    /** Called with each client before it connects. */
    setupClient: (client: Client) => void;
    /** Called with each response's body, right after the client's `response` event. */
    verifyBody: (body: string) => boolean;
  }

  interface Instance extends EventEmitter, PromiseLike<unknown> {
    stop(): void;
  }

  export type { Client, Head, Instance, Options };
  export default function autocannon(options: Options): Instance;
}
