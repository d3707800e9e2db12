/** Writes the request of a job to its sockets: past their streams, while these have nothing to do. */
import type { Socket } from 'node:net';

/** What of a TCP socket's handle is used: in Node 20 to 26, and looked for before it is. */
interface Handle {
  /**
   * Hands the kernel what it takes at once; the wrap follows by itself. Returns 0, or in Node 26 a wrap that there
   * is; else a negative error number, or undefined once it is closed.
   */
  writeBuffer(wrap: WriteWrap | null, bytes: Buffer): number | WriteWrap | undefined;
  /** Bytes of that wrap. */
  readonly writeQueueSize: number;
}

/** Node's `WriteWrap`: stands for the wrap of a write, and can be handed in again where there was none. */
interface WriteWrap {
  oncomplete?: (status: number) => unknown;
}

/** What a write is handed: null from Node 26 on, which makes its own; undefined until a stream has shown which. */
let spareWrap: WriteWrap | null | undefined;

/**
 * Writes the request to one connected socket, each time when the response to the last one has come. A stream makes half
 * a dozen objects and a tick for each write, in order to wait for a kernel that does not take it; here it always does.
 * Should it not, all further requests of this socket are its stream's.
 */
export class RequestWriter {
  readonly #socket: Socket;
  readonly #request: Buffer;
  /** Undefined where the stream writes. */
  #handle: Handle | undefined;

  constructor(socket: Socket, request: Buffer) {
    this.#socket = socket;
    this.#request = request;
    this.#handle = handleOf(socket);
  }

  write(): void {
    const handle = this.#handle;
    if (handle === undefined) this.#socket.write(this.#request);
    else if (spareWrap === undefined) captureWrap(handle, () => this.#socket.write(this.#request));
    else this.#writePastStream(handle, spareWrap);
  }

  #writePastStream(handle: Handle, wrap: WriteWrap | null): void {
    const result = handle.writeBuffer(wrap, this.#request);
    if (result === 0 && handle.writeQueueSize === 0) return;
    this.#handle = undefined;
    if (typeof result === 'object') this.#follow(result);
    else if (result === 0) this.#follow(wrap);
    else this.#fail(result);
  }

  #follow(wrap: WriteWrap | null): void {
    if (wrap !== null) wrap.oncomplete = (status) => status < 0 && this.#fail(status);
    if (wrap === spareWrap) spareWrap = newWrap(wrap);
  }

  #fail(status: number | undefined): void {
    this.#socket.destroy(new Error(`a write failed with ${status}`));
  }
}

/** Looks on at what a stream hands to the handle: nobody else can have it. */
function captureWrap(handle: Handle, writeByStream: () => void): void {
  handle.writeBuffer = (wrap, bytes) => {
    spareWrap = newWrap(wrap);
    Reflect.deleteProperty(handle, 'writeBuffer');
    return handle.writeBuffer(wrap, bytes);
  };
  writeByStream();
  Reflect.deleteProperty(handle, 'writeBuffer');
}

function newWrap(wrap: WriteWrap | null): WriteWrap | null {
  return wrap && new (wrap.constructor as new () => WriteWrap)();
}

function handleOf(socket: Socket): Handle | undefined {
  const { _handle: handle } = socket as Socket & { _handle?: Partial<Handle> | null };
  if (handle?.constructor.name !== 'TCP' || typeof handle.writeBuffer !== 'function') return undefined;
  return typeof handle.writeQueueSize === 'number' ? (handle as Handle) : undefined;
}
