/** Runs the script of one virtual user, and keeps its cookies. */
import type { Request } from '../../../scenarios/request.ts';
import { CheckFailed, RequestFailed } from '../../../scenarios/response.ts';
import { isStep, type Step } from '../../../scenarios/step.ts';
import { isList, type Script, type ScriptedUser, type UserContext } from '../../../scenarios/user.ts';
import type { LoadErrors } from '../../records/run.ts';
import type { ParsedResponse } from '../direct/parsed-response.ts';
import { CookieJar } from './cookie-jar.ts';
import type { EncodedRequest, RequestEncoder } from './encode-request.ts';
import { locatedMessage } from './locate-error.ts';
import { ScriptResponse } from './script-response.ts';
import type { Action, VirtualUser } from './virtual-user.ts';

const SENDS_NOTHING = 'an iteration of the scenario ended without a request or a pause';
const YIELDS_OTHER = 'the script yielded something else than a request, pause() or endIteration()';

/** A request with the cookies that it was sent with. */
interface SentRequest {
  readonly request: Request;
  readonly cookie: string;
  readonly encoded: EncodedRequest;
}

export class RunningScript implements VirtualUser {
  readonly #user: ScriptedUser;
  readonly #context: UserContext;
  readonly #encoder: Pick<RequestEncoder, 'encode'>;
  #script: Script | null = null;
  /** The requests of an iteration without a script, and the place of the next one. */
  #requests: readonly Request[] = NO_REQUESTS;
  #place = 0;
  readonly #cookies = new CookieJar();
  #response = NO_RESPONSE;
  #isCorrect = true;
  /** Whether the iteration has sent a request or paused. */
  #isActive = false;
  /** The last request that was sent with cookies. If it is sent again, its bytes are the same. */
  #last: SentRequest | null = null;

  constructor(user: ScriptedUser, context: UserContext, encoder: Pick<RequestEncoder, 'encode'>) {
    this.#user = user;
    this.#context = context;
    this.#encoder = encoder;
  }

  begin(): Action {
    this.#isCorrect = true;
    this.#isActive = false;
    try {
      return this.#script === null ? this.#beginAnew() : this.#goOn(this.#script);
    } catch (error) {
      return this.#broken(error);
    }
  }

  responded(parsed: ParsedResponse, isExpected: boolean): Action {
    if (!isExpected) this.#isCorrect = false;
    if (parsed.setCookies.length > 0) this.#cookies.store(parsed.setCookies);
    // A list of requests does not read their responses.
    if (this.#script === null) return this.#sendNext();
    this.#response = new ScriptResponse(parsed, isExpected);
    return this.resume();
  }

  failed(failure: keyof LoadErrors): Action {
    this.#isCorrect = false;
    if (this.#script === null) return this.#end();
    try {
      return this.#follow(this.#script.throw(new RequestFailed(failure)));
    } catch (error) {
      return this.#broken(error);
    }
  }

  resume(): Action {
    if (this.#script === null) return this.#sendNext();
    try {
      return this.#goOn(this.#script);
    } catch (error) {
      return this.#broken(error);
    }
  }

  #beginAnew(): Action {
    this.#cookies.clear();
    const made = this.#user.run(this.#context);
    this.#requests = NO_REQUESTS;
    this.#place = 0;
    if (isList(made)) {
      this.#requests = made;
      return this.#sendNext();
    }
    if (isStep(made)) return this.#send(made);
    this.#script = made;
    return this.#goOn(made);
  }

  #sendNext(): Action {
    const request = this.#requests[this.#place++];
    return request === undefined ? this.#end() : this.#send(request);
  }

  #goOn(script: Script): Action {
    return this.#follow(script.next(this.#response));
  }

  #follow(step: IteratorResult<Step, void>): Action {
    if (step.done) {
      this.#script = null;
      return this.#end();
    }
    const { value } = step;
    if (!isStep(value)) throw new TypeError(YIELDS_OTHER);
    if (value.kind === 'request') return this.#send(value);
    if (value.kind === 'iteration-end') return this.#end();
    this.#isActive = true;
    return value;
  }

  #send(request: Request): Action {
    this.#isActive = true;
    const cookie = this.#cookies.headerFor(request);
    if (cookie === null) return this.#encoder.encode(request);
    const last = this.#last;
    if (last !== null && last.request === request && last.cookie === cookie) return last.encoded;
    const encoded = this.#encoder.encode(request, cookie);
    this.#last = { request, cookie, encoded };
    return encoded;
  }

  #end(): Action {
    // A loop that does nothing would keep the process busy for ever.
    if (!this.#isActive) return { kind: 'end', isCorrect: false, thrown: SENDS_NOTHING };
    return this.#isCorrect ? CORRECT : INCORRECT;
  }

  /** A script that throws ends with its iteration; the next one begins with a new user. */
  #broken(error: unknown): Action {
    this.#script = null;
    const thrown = error instanceof RequestFailed ? null : thrownBy(error);
    return { kind: 'end', isCorrect: false, thrown };
  }
}

const NO_REQUESTS: readonly Request[] = [];

const CORRECT: Action = { kind: 'end', isCorrect: true, thrown: null };
const INCORRECT: Action = { kind: 'end', isCorrect: false, thrown: null };

const NO_RESPONSE = new ScriptResponse(
  {
    status: 0,
    keepAlive: false,
    idleTimeoutMs: null,
    asksToRetry: false,
    encodings: [],
    body: Buffer.alloc(0),
    setCookies: [],
    head: null,
  },
  false,
);

/** A check that fails says in the user's own words what is wrong; any other error says where it was thrown. */
function thrownBy(error: unknown): string {
  return error instanceof CheckFailed ? error.message : locatedMessage(error);
}
