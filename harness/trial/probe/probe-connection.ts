/**
 * One connection to the target for the probe: sends one request after the other, and keeps the raw bytes of the
 * responses.
 */
import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { monotonicMs } from '../../host/clock.ts';
import { type Endpoint, endpointOf, requestBytes } from '../../load/direct/request.ts';
import { MalformedResponse, type ParsedResponse, ResponseParser } from '../../load/direct/response-parser.ts';
import type { SentRequest } from '../../load/load-client.ts';
import { readHeads } from './read-heads.ts';

/** ReceivedResponse is one response, with its head and any interim responses. */
export interface ReceivedResponse {
  readonly status: number;
  /** Names are in lower case; values of the same name are joined by a comma. */
  readonly headers: ReadonlyMap<string, string>;
  /** Status codes of preceding interim responses. */
  readonly interims: readonly number[];
  readonly response: ParsedResponse;
  readonly tookMs: number;
  /** Time until the head of the response arrived. No client can be faster, however it reads the body. */
  readonly headMs: number;
  /** Unrequested bytes that follow the response on the connection. */
  readonly surplusBytes: number;
}

/** NoResponse says why there is no response. */
export class NoResponse extends Error {
  override readonly name = 'NoResponse';
  /** Bytes of the response received so far. */
  readonly received: Buffer;
  readonly kind: 'refused' | 'closed' | 'malformed' | 'timeout';
  readonly code: string | null;
  constructor(
    kind: NoResponse['kind'],
    message: string,
    received: Buffer,
    cause?: NodeJS.ErrnoException | MalformedResponse,
  ) {
    super(message, { cause });
    this.kind = kind;
    this.received = received;
    this.code = cause && 'code' in cause ? (cause.code ?? null) : null;
  }
}

export interface ProbeConnectionOptions {
  readonly url: string;
  readonly request: SentRequest;
  readonly insecure: boolean;
  readonly timeoutMs: number;
  /** Headers in addition to the request's own. */
  readonly headers?: Readonly<Record<string, string>>;
}

const KEPT = { connections: 'kept', arrivals: 'closed' } as const;

/** Surplus bytes arrive within this time, since server and client share a host. */
const SURPLUS_MS = 5;

export class ProbeConnection {
  readonly #options: ProbeConnectionOptions;
  readonly #endpoint: Endpoint;
  readonly #request: Buffer;
  #socket: Socket | null = null;

  constructor(options: ProbeConnectionOptions) {
    const { url, insecure, request, headers } = options;
    this.#options = options;
    this.#endpoint = endpointOf(url, insecure);
    this.#request = requestBytes(url, KEPT, { ...request, headers: { ...request.headers, ...headers } });
  }

  /** Sends the request once, over the open connection or a new one. @throws {NoResponse} */
  async request(): Promise<ReceivedResponse> {
    const startedMs = monotonicMs();
    const isNew = this.#socket === null;
    const socket = this.#socket ?? this.#open();
    try {
      return await this.#exchange(socket, startedMs, isNew);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = null;
  }

  #open(): Socket {
    const { host, port, tls } = this.#endpoint;
    const socket = tls ? connectTls({ host, port, ...tls }) : connectTcp({ host, port, noDelay: true });
    // An idle connection may end; the next request opens a new one.
    const forget = () => {
      if (this.#socket === socket) this.#socket = null;
    };
    socket.on('close', forget).on('end', forget).on('error', forget);
    this.#socket = socket;
    return socket;
  }

  async #exchange(socket: Socket, startedMs: number, isNew: boolean): Promise<ReceivedResponse> {
    const parser = new ResponseParser();
    parser.expect(this.#options.request.method);
    const chunks: Buffer[] = [];
    const arrivals: { readonly atMs: number; readonly bytes: number }[] = [];
    const received = () => Buffer.concat(chunks);
    const { timeoutMs } = this.#options;
    let isConnected = !isNew;
    let settle = () => {};
    const outcome = await new Promise<{ response: ParsedResponse; surplusBytes: number }>(
      (resolve, reject) => {
        const fail = (kind: NoResponse['kind'], message: string, cause?: Error) =>
          reject(new NoResponse(kind, message, received(), cause));
        const timer = setTimeout(() => fail('timeout', `no response within ${timeoutMs} ms`), timeoutMs);
        const read = (step: () => { response: ParsedResponse | null; surplusBytes: number }) => {
          try {
            const { response, surplusBytes } = step();
            if (response) resolve({ response, surplusBytes });
            return response !== null;
          } catch (error) {
            if (!(error instanceof MalformedResponse)) throw error;
            fail('malformed', error.message, error);
            return true;
          }
        };
        const listeners = {
          connect: () => {
            isConnected = true;
          },
          data: (chunk: Buffer) => {
            chunks.push(chunk);
            arrivals.push({ atMs: monotonicMs(), bytes: chunk.length + (arrivals.at(-1)?.bytes ?? 0) });
            read(() => ({ response: parser.push(chunk), surplusBytes: chunk.length - parser.consumed }));
          },
          end: () => {
            const isWhole = read(() => ({ response: parser.end(), surplusBytes: 0 }));
            if (!isWhole) fail('closed', 'the connection was closed');
          },
          error: (error: Error) => fail(isConnected ? 'closed' : 'refused', error.message, error),
          close: () => fail('closed', 'the connection was closed'),
        };
        for (const [event, listener] of Object.entries(listeners)) socket.on(event, listener);
        socket.write(this.#request);
        settle = () => {
          clearTimeout(timer);
          for (const [event, listener] of Object.entries(listeners)) socket.off(event, listener);
        };
      },
    ).finally(() => settle());
    const tookMs = monotonicMs() - startedMs;
    const later = outcome.surplusBytes === 0 ? await surplusOf(socket) : 0;
    const { interims, status, headers, length } = readHeads(received());
    const head = arrivals.find(({ bytes }) => bytes >= length);
    if (!outcome.response.keepAlive) this.close();
    return {
      status,
      headers,
      interims,
      tookMs,
      headMs: head ? head.atMs - startedMs : tookMs,
      response: outcome.response,
      surplusBytes: outcome.surplusBytes + later,
    };
  }
}

async function surplusOf(socket: Socket): Promise<number> {
  const deadline = AbortSignal.timeout(SURPLUS_MS);
  try {
    const [chunk] = (await once(socket, 'data', { signal: deadline })) as [Buffer];
    return chunk.length;
  } catch {
    return 0;
  }
}
