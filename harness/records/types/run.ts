/** Written by `npm run schema`. */

export interface RunRecord {
  schema: 'cluster-bench/run@2';
  startedAt: string;
  /**
   * arguments that repeat this run, seed included
   */
  command: string[];
  /**
   * working directory, which the paths in the command are relative to
   */
  cwd: string;
  seed: number;
  tool: {
    name: string;
    version: string;
  };
  git: {
    commit: string;
    branch: string | null;
    dirty: boolean;
  } | null;
  node: {
    version: string;
    v8: string;
    uv: string;
    /**
     * Node arguments of the harness
     */
    execArgv: string[];
  };
  /**
   * environment that the app inherits
   */
  environment: {
    /**
     * NODE_ENV; null if it is not set
     */
    nodeEnv: string | null;
    /**
     * NODE_OPTIONS, without the modules that the harness preloads; empty if it is not set
     */
    nodeOptions: string;
  };
  /**
   * what tells two states of an app apart beside its commit
   */
  sources: {
    /**
     * SHA-256 of the uncommitted changes to tracked files; null if there are none, or no app of the user’s own
     */
    changes: string | null;
    /**
     * SHA-256 of the script of each app of the user’s own, by its name
     */
    scripts: {
      [k: string]: string;
    };
  };
  host: {
    hostname: string;
    os: string;
    kernel: string;
    arch: string;
    cpuModel: string;
    /**
     * logical CPUs that the run may use: those of its cpuset or affinity
     */
    cores: number;
    /**
     * numbers of these CPUs, one group per core; null if unknown
     */
    coreThreads: number[][] | null;
    /**
     * logical CPUs of the whole host; null if unknown
     */
    hostCores: number | null;
    /**
     * physical cores of the logical CPUs
     */
    physicalCores: number | null;
    memoryBytes: number;
    /**
     * null if none was found
     */
    virtualization: string | null;
    /**
     * frequency governor of the CPUs that the run may use; if they differ, such as "performance on 6, powersave on 2"; null if unknown
     */
    governor: string | null;
    /**
     * number of these CPUs per governor; null if unknown
     */
    governors: {
      [k: string]: number;
    } | null;
    smt: boolean | null;
    /**
     * @minItems 3
     * @maxItems 3
     */
    loadAverage: number[];
    /**
     * CPU limit of the control group in cores; null if unlimited or unknown
     */
    cgroupCpuLimit: number | null;
    /**
     * versions of the programs that the run needs beside Node, by name
     */
    programs: {
      [k: string]: string;
    };
  };
  plan: {
    scenarios: {
      name: string;
      /**
       * what stands in headings in place of the name: the requests of the user, who named no scenario; null for the name
       */
      title: string | null;
      /**
       * name of the client that sends the load
       */
      client: string;
      /**
       * why not the usual client; null if it is
       */
      clientReason: string | null;
      /**
       * how connections are used and when requests arrive
       */
      mode: {
        /**
         * kept: one request after the other on each; per-request: one for each request; per-iteration: one for each pass of a virtual user
         */
        connections: 'kept' | 'per-request' | 'per-iteration';
        /**
         * closed: the next request follows its response; open: requests are due at a rate
         */
        arrivals: 'closed' | 'open';
      };
      /**
       * name of the metric that decides
       */
      metric: string;
      /**
       * the request, such as GET /api/users, or who decides what is sent
       */
      sends: string;
      /**
       * SHA-256 of what else is sent: headers and body, a list of requests, a script; null if there is nothing else
       */
      sendsHash: string | null;
      /**
       * simulated database delay that a built-in app adds to each response
       */
      delayMs: number;
      /**
       * classes of failures and status codes that are figures of the scenario or its events, not errors
       */
      expectedFailures: string[];
      /**
       * rate of its own; null if the rate of the run applies, or it has none
       */
      rate:
        | (
            | {
                kind: 'absolute';
                perSecond: number;
              }
            | {
                kind: 'share';
                /**
                 * share of the measured maximum
                 */
                share: number;
              }
          )
        | null;
      /**
       * environment variables that it adds to the app’s
       */
      appEnv: {
        [k: string]: string;
      };
      /**
       * names of the services that its app depends on
       */
      services: string[];
      /**
       * window events
       */
      events: {
        /**
         * name of a window event
         */
        event: string;
        /**
         * planned time from the start of the window
         */
        atSeconds: number;
      }[];
    }[];
    apps: {
      name: string;
      /**
       * "built-in", the path of the user’s script, the command that starts the app, or the URL where it already ran
       */
      source: string;
      args: string[];
      /**
       * arguments of the Node that runs it
       */
      nodeArgs: string[];
      /**
       * whether it already ran, on this host or another; null if the run started it
       */
      attached: ('here' | 'elsewhere') | null;
    }[];
    /**
     * the fewest trials, if a precision is set
     */
    trialsPerCell: number;
    /**
     * trials are added until the relative half-width of the mean’s interval is this small; null if the number is fixed
     */
    precision: {
      relativeHalfWidth: number;
      maxTrials: number;
    } | null;
    warmupSeconds: number;
    durationSeconds: number;
    /**
     * share of failed requests above which a trial has no figure
     */
    maxErrors: number;
    /**
     * limits that the run must keep; empty in a run of ab, which judges the head
     */
    gates: {
      /**
       * the gate as it was written
       */
      text: string;
      /**
       * name of the metric: see docs/compare.md
       */
      metric: string;
      /**
       * only the requests of this label; in a plan it may be a pattern; null: all requests of the load
       */
      label: string | null;
      /**
       * id of a cell; in a plan, a name or a pattern that a user wrote
       */
      cell: string;
      sign: '<' | '<=' | '>' | '>=';
      /**
       * in `unit`
       */
      limit: number;
      /**
       * unit of limit, value and interval: req/s, ms, µs, bytes, share ...
       */
      unit: string;
    }[];
    connections: number;
    /**
     * load over the window: requests per second in an open loop, connections in a closed one; empty if the load is constant
     */
    stages: {
      /**
       * 0: the level changes at once
       */
      durationSeconds: number;
      /**
       * at its end; within the stage it changes evenly, from 0 in the first one
       */
      level: number;
    }[];
    /**
     * address on which the app listened, or the proxy in front of it; null if the server already ran
     */
    listen: string | null;
    /**
     * load agents on other hosts that sent the load; null if this host did
     */
    agents: number | null;
    /**
     * load processes, of each agent if agents sent the load; null: as many as an agent has cores for
     */
    loadProcesses: number | null;
    /**
     * local addresses that the load comes from; null: the one that the host chooses
     */
    clientAddresses: number | null;
    /**
     * shell command that ran before each trial; null for none
     */
    beforeTrial: string | null;
    /**
     * shell command that ran in each trial once the server was ready; null for none
     */
    afterStart: string | null;
    requestTimeoutSeconds: number;
    /**
     * rate of scenarios with a set rate; null if no scenario has one
     */
    rate:
      | (
          | {
              kind: 'absolute';
              perSecond: number;
            }
          | {
              kind: 'share';
              /**
               * share of the measured maximum
               */
              share: number;
            }
        )
      | null;
    /**
     * spacing of requests at a rate; null if no scenario has one
     */
    arrivals: ('fixed' | 'poisson') | null;
    /**
     * latency objective for `capacity`; null if no scenario seeks it
     */
    objective: {
      percentile: number;
      limitMs: number;
    } | null;
    /**
     * proxies of the cells, as far as this host has them
     */
    proxies: {
      name: string;
      /**
       * the program that runs
       */
      program: string;
      version: string;
      /**
       * null if the user wrote its configuration
       */
      behavior: {
        /**
         * how it chooses an upstream
         */
        balancing: string;
        /**
         * when it closes an idle connection to the app
         */
        idleUpstream: string;
        /**
         * what becomes of a request whose upstream fails
         */
        failedUpstream: string;
        /**
         * version, certificate and session reuse; null without TLS
         */
        tls: string | null;
      } | null;
      /**
       * whether it serves a scenario’s files itself
       */
      servesFiles: boolean;
      /**
       * the user’s file; null if the harness writes the configuration
       */
      configuration: {
        path: string;
        sha256: string;
      } | null;
    }[];
    /**
     * worker processes or threads of each proxy; null if no cell has one
     */
    proxyWorkerProcesses: number | null;
    /**
     * cores that each role was pinned to; null without pinning
     */
    cpus: {
      target: number[];
      proxy: number[];
      load: number[];
    } | null;
  };
  /**
   * each cell once; trials refer to them by id
   */
  cells: {
    /**
     * never changes: it joins runs of different commits
     */
    id: string;
    scenario: string;
    /**
     * name of a built-in app, or the file name of the user’s script
     */
    app: string;
    /**
     * the id without scenario and app, such as nginx+cluster-8-rr
     */
    variant: string;
    topology: string;
    /**
     * processes that respond to requests
     */
    workers: number;
    /**
     * null if nothing hands connections to workers
     */
    policy: string | null;
    /**
     * name of the proxy in front; null without one
     */
    proxy: string | null;
    /**
     * whether the workers of the proxy are threads of one process
     */
    hasProxyThreads: boolean;
    /**
     * settings of the topology that are not the default, the CPU limit of each worker (cpu-limit, in cores), and variables of the app that the run sets
     */
    settings: {
      [k: string]: string;
    };
    /**
     * whether one process of the topology starts the workers
     */
    hasPrimary: boolean;
    /**
     * whether it is one plain process, the reference of all comparisons
     */
    isReference: boolean;
    /**
     * mostVariation: the largest coefficient of variation of requests over workers that the policy alone explains; reason: what a reader must know of a larger one; null without a policy
     */
    skew: {
      mostVariation: number;
      reason: string | null;
    } | null;
    /**
     * variants that a report compares it with; each differs from it in one thing
     */
    against: string[];
    /**
     * colour in charts, #rrggbb
     */
    colour: string;
  }[];
  skipped: {
    cell: string;
    reason: string;
  }[];
  /**
   * measured once before the first trial
   */
  clientCapacity: {
    /**
     * name of the client that sends the load
     */
    client: string;
    /**
     * how connections are used and when requests arrive
     */
    mode: {
      /**
       * kept: one request after the other on each; per-request: one for each request; per-iteration: one for each pass of a virtual user
       */
      connections: 'kept' | 'per-request' | 'per-iteration';
      /**
       * closed: the next request follows its response; open: requests are due at a rate
       */
      arrivals: 'closed' | 'open';
    };
    /**
     * throughput of all load processes against a bare responder
     */
    requestsPerSecond: number;
    /**
     * whether other work used the cores meanwhile, so that it limits nothing
     */
    disturbed: boolean;
  }[];
  /**
   * for a run whose trials alternated with those of another run: trial k of a cell pairs with trial k there
   */
  pairing: {
    /**
     * the same in the runs of both sides
     */
    id: string;
    side: 'base' | 'head';
  } | null;
  /**
   * whether `nightly` made the run
   */
  isNight: boolean;
  status: 'complete' | 'partial';
  finishedAt: string;
  /**
   * where the run was cut and resumed, in order; empty if it was measured in one sitting
   */
  interruptions: {
    /**
     * order of the last trial before the cut
     */
    afterTrial: number;
    /**
     * when the run was interrupted; null if the harness was killed, which leaves no time
     */
    cutAt: string | null;
    resumedAt: string;
  }[];
  trials: (
    | {
        /**
         * id of one of the run’s cells
         */
        cell: string;
        /**
         * 1, 2, 3, ... within the cell
         */
        trial: number;
        /**
         * position in the run’s shuffled order
         */
        order: number;
        startedAt: string;
        status: 'ok';
        /**
         * start of the window, by the clock of the host
         */
        windowStartedAt: string;
        /**
         * requests that the load sent in the trial and that load.sent leaves out; the probe’s are in neither
         */
        outsideWindow: {
          /**
           * warm-up, and steps of a search
           */
          sentBefore: number;
          /**
           * until the load processes last reported, a moment before they ended
           */
          sentAfter: number;
        };
        /**
         * what the probe received
         */
        response: {
          status: number;
          /**
           * headers that decide what a client gets, names in lower case; those that differ between responses are left out
           */
          headers: {
            [k: string]: string;
          };
          /**
           * number of responses that were compared
           */
          responses: number;
          /**
           * size of the body, without transfer coding; of the last response if sizes differ
           */
          bytes: number;
          /**
           * whether sizes differ between responses
           */
          bytesDiffer: boolean;
          /**
           * hash of the body; null if it differs between responses
           */
          sha256: string | null;
          /**
           * content coding that the app chose if offered gzip and br; the load offers none
           */
          compresses: string | null;
          /**
           * shortest time from a request to the head of its response, over the requests that the probe sent before and after the load; null if requests differ
           */
          shortestMs: number | null;
        };
        load: {
          /**
           * name of the client that sends the load
           */
          client: string;
          /**
           * why another client than the planned one sent the load; null if the planned one did
           */
          clientReason: string | null;
          /**
           * how connections are used and when requests arrive
           */
          mode: {
            /**
             * kept: one request after the other on each; per-request: one for each request; per-iteration: one for each pass of a virtual user
             */
            connections: 'kept' | 'per-request' | 'per-iteration';
            /**
             * closed: the next request follows its response; open: requests are due at a rate
             */
            arrivals: 'closed' | 'open';
          };
          /**
           * most connections open at the same time
           */
          connections: number;
          processes: number;
          /**
           * length of the window
           */
          windowSeconds: number;
          /**
           * requests sent before the window and not yet ended at its start
           */
          inFlightAtStart: number;
          /**
           * requests sent inside the window; in an open loop, requests due in it. Over WebSockets, everywhere: messages, each counted once for each connection that must hear it
           */
          sent: number;
          /**
           * correct responses that ended inside the window
           */
          completed: number;
          /**
           * requests per second. In a closed loop each correct request counts by the share of its time in flight that lies inside the window. In an open loop, and with window events or stages, it is completed / windowSeconds
           */
          throughput: number;
          /**
           * completed / windowSeconds
           */
          completedPerSecond: number;
          /**
           * share of the throughput that is uncertain because the window cuts rounds of requests; no smaller difference is claimed; 0 in an open loop
           */
          resolution: number;
          /**
           * responses that ended inside the window, per status code
           */
          statuses: {
            [k: string]: number;
          };
          /**
           * latency of correct responses that ended inside the window; milliseconds at microsecond resolution
           */
          latency: {
            mean: number;
            p50: number;
            p75: number;
            p90: number;
            p95: number;
            p99: number;
            p99_9: number;
            max: number;
            /**
             * HDR histogram, V2 compressed, base64; values in microseconds, 3 significant digits
             */
            histogram: string;
          };
          errors: {
            /**
             * connection refused or not established
             */
            connect: number;
            /**
             * no response within the request timeout; absent from the latencies
             */
            timeout: number;
            /**
             * connection reset before the request was sent as a whole
             */
            resetSending: number;
            /**
             * connection reset after the request was sent and before its response began
             */
            reset: number;
            /**
             * connection closed cleanly, but without a response
             */
            closed: number;
            /**
             * connection ended in the middle of the response
             */
            cut: number;
            /**
             * unexpected status below 500: not 2xx, or not one that --expect-status names
             */
            non2xx: number;
            /**
             * unexpected status from 500 on, except those counted as retryLater
             */
            serverError: number;
            /**
             * unexpected status 503 with Retry-After
             */
            retryLater: number;
            /**
             * unexpected status whose body says that a database accepts no more connections
             */
            tooManyClients: number;
            /**
             * expected status, but an unexpected body or header, or invalid HTTP
             */
            mismatch: number;
            /**
             * an expected response that the scenario’s script refused by throwing
             */
            check: number;
          };
          /**
           * time in flight of the requests that failed, from when each was due
           */
          failedTime: {
            sumMs: number;
            maxMs: number;
          };
          /**
           * in flight at the window’s end: inFlightAtStart + sent = completed + all errors + unfinished
           */
          unfinished: number;
          /**
           * longest time of the requests that were in flight at the window’s end and were followed until they ended; 0 in an open loop
           */
          followedMaxMs: number;
          /**
           * the same for those with a correct response
           */
          followedCorrectMaxMs: number;
          /**
           * requests per second that were planned, or iterations of a script, or messages to hear; with stages their mean; null in a closed loop
           */
          offeredRate: number | null;
          /**
           * lateness of the client itself: time from when a request was due until it was sent, if a connection was free; null in a closed loop
           */
          sendDelayP99Ms: number | null;
          /**
           * mean number of requests in flight over the window, including those that wait for a connection
           */
          meanInFlight: number;
          /**
           * requests that ended in each second of the window
           */
          perSecond: {
            /**
             * correct responses, per second
             */
            completed: number;
            /**
             * failed requests, per second
             */
            failed: number;
            /**
             * p99 of the correct responses, within 3.2%: few responses make it their maximum; null if there is none
             */
            p99Ms: number | null;
          }[];
          /**
           * figures by stage; empty if the load is constant
           */
          phases: {
            /**
             * how the level changes: "0 to 100", or "at 100"
             */
            name: string;
            /**
             * from the start of the window
             */
            fromSeconds: number;
            toSeconds: number;
            /**
             * requests per second in an open loop, or iterations of a script; connections in a closed loop
             */
            fromLevel: number;
            /**
             * at its end
             */
            level: number;
            /**
             * correct responses that ended in it, per second
             */
            throughput: number;
            /**
             * p99 of these responses; null if there is none
             */
            p99Ms: number | null;
            /**
             * failed requests that ended in it
             */
            failed: number;
          }[];
          /**
           * figures by label; empty if requests have no labels
           */
          byLabel: {
            label: string;
            /**
             * requests sent before the window that ended in it
             */
            inFlightAtStart: number;
            sent: number;
            completed: number;
            /**
             * sent in the window and in flight at its end: inFlightAtStart + sent = completed + all errors + unfinished
             */
            unfinished: number;
            /**
             * completed / windowSeconds
             */
            throughput: number;
            /**
             * responses that ended inside the window, per status code
             */
            statuses: {
              [k: string]: number;
            };
            /**
             * latency of correct responses that ended inside the window; milliseconds at microsecond resolution
             */
            latency: {
              mean: number;
              p50: number;
              p75: number;
              p90: number;
              p95: number;
              p99: number;
              p99_9: number;
              max: number;
              /**
               * HDR histogram, V2 compressed, base64; values in microseconds, 3 significant digits
               */
              histogram: string;
            };
            errors: {
              /**
               * connection refused or not established
               */
              connect: number;
              /**
               * no response within the request timeout; absent from the latencies
               */
              timeout: number;
              /**
               * connection reset before the request was sent as a whole
               */
              resetSending: number;
              /**
               * connection reset after the request was sent and before its response began
               */
              reset: number;
              /**
               * connection closed cleanly, but without a response
               */
              closed: number;
              /**
               * connection ended in the middle of the response
               */
              cut: number;
              /**
               * unexpected status below 500: not 2xx, or not one that --expect-status names
               */
              non2xx: number;
              /**
               * unexpected status from 500 on, except those counted as retryLater
               */
              serverError: number;
              /**
               * unexpected status 503 with Retry-After
               */
              retryLater: number;
              /**
               * unexpected status whose body says that a database accepts no more connections
               */
              tooManyClients: number;
              /**
               * expected status, but an unexpected body or header, or invalid HTTP
               */
              mismatch: number;
              /**
               * an expected response that the scenario’s script refused by throwing
               */
              check: number;
            };
            /**
             * requests of the label that ended in each second of the window
             */
            perSecond: {
              /**
               * correct responses, per second
               */
              completed: number;
              /**
               * failed requests, per second
               */
              failed: number;
              /**
               * p99 of the correct responses, within 3.2%: few responses make it their maximum; null if there is none
               */
              p99Ms: number | null;
            }[];
          }[];
          /**
           * null if an iteration is a single request
           */
          iterations: {
            /**
             * passes of a virtual user that ended inside the window, all responses correct
             */
            completed: number;
            /**
             * passes with a failed request or a failed check
             */
            failed: number;
            /**
             * completed / windowSeconds
             */
            perSecond: number;
            /**
             * of the completed ones, from when each was due, pauses included
             */
            duration: {
              mean: number;
              p50: number;
              p75: number;
              p90: number;
              p95: number;
              p99: number;
              p99_9: number;
              max: number;
              /**
               * HDR histogram, V2 compressed, base64; values in microseconds, 3 significant digits
               */
              histogram: string;
            };
          } | null;
          /**
           * what the scenario’s script threw, most frequent first
           */
          checks: {
            message: string;
            count: number;
          }[];
          /**
           * null unless the load is messages over WebSockets
           */
          sockets: {
            /**
             * from the first handshake until every connection had been open once; null if some never was
             */
            openingSeconds: number | null;
            /**
             * connections open at the window’s end
             */
            openAtEnd: number;
            /**
             * time to open a connection, over all of them since the load began
             */
            handshakeTime: {
              p50: number;
              p99: number;
              max: number;
            };
            /**
             * connections opened in the window
             */
            handshakes: number;
            /**
             * handshakes that failed in the window, by status code; connect: no response
             */
            refused: {
              [k: string]: number;
            };
            /**
             * connections that ended in the window without the client closing them
             */
            dropped: number;
            /**
             * messages to hear that were due in the window, but for its last 500 ms, each counted once for each connection that must hear it
             */
            due: number;
            /**
             * those of them that were heard by the window’s end
             */
            heard: number;
            /**
             * messages received in the window that belong to none that was sent
             */
            unasked: number;
            perSecond: {
              /**
               * connections opened, per second
               */
              handshakes: number;
              /**
               * connections dropped, per second
               */
              dropped: number;
            }[];
            /**
             * times in which some connections were missing
             */
            outages: {
              /**
               * from the start of the window; negative if it began before
               */
              fromSeconds: number;
              /**
               * null if some connections were still missing at the window’s end
               */
              toSeconds: number | null;
              /**
               * connections dropped in it
               */
              dropped: number;
            }[];
          } | null;
          /**
           * event-loop utilization of the busiest load process
           */
          clientUtilization: number;
          /**
           * CPU time of all load processes in the window
           */
          clientCpuSeconds: number;
          /**
           * share of the window in which a load process was ready to run and had no core, for the process that waited most; null if unknown
           */
          clientWaitShare: number | null;
        };
        cpu: {
          /**
           * period of the samples; the last one may be longer or shorter
           */
          samplePeriodMs: number;
          /**
           * one row per logical CPU that the run may use, in ascending order; one value per sample: percent busy
           */
          cores: number[][];
          /**
           * percent of these CPUs that was busy
           */
          busy: number;
          /**
           * percent of these CPUs that the hypervisor took; null if unknown
           */
          steal: number | null;
          /**
           * percent of the window in which some task waited for a core (PSI "some"), on the host, or in the run’s own control group if the run may not use every CPU; null if unknown
           */
          pressure: number | null;
          /**
           * cores used: 1.0 is one core busy throughout the window; target excludes the primary
           */
          coresByRole: {
            /**
             * null if no process of the app was found on this host, or if one that leads its process group ended in the window; cores are then among other
             */
            target: number | null;
            primary: number;
            proxy: number;
            service: number;
            load: number;
            harness: number;
            other: number;
          };
        };
        /**
         * processes of the target, the proxy and services: workers by instance, then the rest
         */
        processes: {
          pid: number;
          /**
           * NODE_APP_INSTANCE, 0..N-1; null for the primary, the proxy and services
           */
          instance: number | null;
          /**
           * worker: listens on the app’s port; launcher: started a worker, as npm or a shell does; other: a process of the app that does neither
           */
          role: 'worker' | 'primary' | 'launcher' | 'other' | 'proxy' | 'service';
          /**
           * requests answered inside the window; null if nothing counts them
           */
          requests: number | null;
          /**
           * connections open at the window’s start, or accepted since
           */
          connections: number | null;
          cpuSeconds: number | null;
          /**
           * resident memory at the window’s end
           */
          rssBytes: number | null;
          /**
           * JavaScript heap in use at the window’s end, garbage since the last collection included; null without an agent
           */
          heapUsedBytes: number | null;
          /**
           * time of the window in which garbage collection stopped the process’s JavaScript; null without an agent
           */
          gcSeconds: number | null;
          /**
           * garbage collections in the window, of every kind; null without an agent
           */
          gcCount: number | null;
          eventLoopUtilization: number | null;
          /**
           * event-loop delay beyond the timer’s own period
           */
          loopDelayP99Ms: number | null;
          /**
           * p99 of the process’s own responses, from the start of a request to the end of its response; null if nothing measures it
           */
          responseP99Ms: number | null;
        }[];
        /**
         * resident memory of the app’s processes over the window; null if unknown
         */
        memory: {
          /**
           * resident memory of the app’s processes together, before the load began
           */
          beforeLoadBytes: number | null;
          /**
           * instants of the samples, from the start of the window
           */
          atSeconds: number[];
          processes: {
            pid: number;
            /**
             * NODE_APP_INSTANCE, 0..N-1; null for the primary, the proxy and services
             */
            instance: number | null;
            /**
             * worker: listens on the app’s port; launcher: started a worker, as npm or a shell does; other: a process of the app that does neither
             */
            role: 'worker' | 'primary' | 'launcher' | 'other' | 'proxy' | 'service';
            /**
             * resident memory at each instant; null while the process did not run
             */
            bytes: (number | null)[];
          }[];
          /**
           * growth of the app’s processes together; null if processes came or went, or with fewer than 16 samples
           */
          slope: {
            /**
             * Theil-Sen estimate over the second half of the window
             */
            bytesPerHour: number;
            /**
             * lower end of its 95% confidence interval
             */
            low: number;
            /**
             * upper end of it
             */
            high: number;
            /**
             * the same estimate over the first half
             */
            firstHalfBytesPerHour: number;
          } | null;
        } | null;
        /**
         * null if unknown
         */
        sockets: {
          /**
           * connections between the host and the target that had ended but still held a local port (TIME_WAIT) at the window’s end
           */
          timeWait: number;
          /**
           * size of the local port range, times the client addresses
           */
          localPorts: number;
        } | null;
        /**
         * control groups of the app’s processes, servers by instance; empty without a CPU limit
         */
        cpuLimits: {
          /**
           * CPU limit of the control group, in cores
           */
          cores: number;
          /**
           * processes in the group at the window’s end
           */
          processes: number;
          /**
           * periods of 100 ms in the window in which a process of the group was ready to run
           */
          periods: number;
          /**
           * those in which the group used up its share, and had to wait
           */
          throttledPeriods: number;
          /**
           * time that the group waited, summed over cores: waiting on two of them counts twice
           */
          throttledSeconds: number;
        }[];
        /**
         * lowest first
         */
        limits: {
          /**
           * requests per second that no result of the cell can exceed
           */
          limit: number;
          /**
           * what sets the limit: see docs/terms.md
           */
          setBy:
            | 'connections'
            | 'pools'
            | 'database'
            | 'cpu'
            | 'cpu-limit'
            | 'proxy'
            | 'client'
            | 'shared'
            | 'host'
            | 'rate';
        }[];
        /**
         * null if the app keeps none, or only the app knows
         */
        pools: {
          /**
           * most connections that each worker keeps
           */
          perWorker: number;
          /**
           * connections that the service which they lead to accepts from the app; null if unknown
           */
          accepted: number | null;
          /**
           * queries that the services work on at the same time: the fewest connections of any of them; null if unknown
           */
          atOnce: number | null;
          /**
           * time of a query: the delay, or the mean that the database worked on one; null if unknown
           */
          queryMs: number | null;
        } | null;
        /**
         * null if the model does not apply: open loop, stages, unknown delay
         */
        model: {
          /**
           * CPU time of the app per request, as measured in the window
           */
          serviceMs: number;
          /**
           * processes that can respond at the same time
           */
          servers: number;
          /**
           * shared queue: any free worker takes the next request
           */
          sharedQueue: {
            /**
             * requests per second
             */
            throughput: number;
            /**
             * mean latency
             */
            meanMs: number;
          };
          /**
           * per worker: each connection stays with its worker, as measured
           */
          perWorker: {
            /**
             * requests per second
             */
            throughput: number;
            /**
             * mean latency
             */
            meanMs: number;
          };
        } | null;
        /**
         * null unless the scenario seeks the capacity
         */
        search: {
          objective: {
            percentile: number;
            limitMs: number;
          };
          /**
           * highest rate that kept the objective, requests per second
           */
          rate: number;
          /**
           * lower end of the interval, the same as rate
           */
          low: number;
          /**
           * lowest rate that did not keep the objective; null if none was tried
           */
          high: number | null;
          steps: {
            /**
             * offered rate, requests per second
             */
            rate: number;
            /**
             * correct responses per second
             */
            achieved: number;
            /**
             * latency at the objective’s percentile over all requests that ended; a failed request is slower than any; null if the percentile falls on one
             */
            latencyMs: number | null;
            /**
             * whether the objective was kept
             */
            kept: boolean;
          }[];
        } | null;
        /**
         * services that the app depended on
         */
        services: {
          name: string;
          version: string;
          /**
           * counters of the service itself, at both ends of the window; names contain the unit
           */
          figures: {
            [k: string]: {
              atStart: number;
              atEnd: number;
            };
          };
          /**
           * figures that were read about once a second in the window; empty if there are none
           */
          overWindow: {
            [k: string]: {
              min: number;
              mean: number;
              max: number;
            };
          };
          /**
           * settings that bear on the figures, as the service reports them
           */
          settings: {
            [k: string]: string;
          };
        }[];
        /**
         * where the load came from; empty if it came from this host alone
         *
         * Items: one host of the load
         */
        loadHosts: {
          /**
           * --name of the agent
           */
          name: string;
          hostname: string;
          cpuModel: string;
          /**
           * CPUs that the agent may use
           */
          cores: number;
          kernel: string;
          node: string;
          /**
           * load processes
           */
          processes: number;
          connections: number;
          /**
           * requests sent inside the window
           */
          sent: number;
          /**
           * correct responses that ended inside the window
           */
          completed: number;
          /**
           * event-loop utilization of its busiest load process
           */
          utilization: number;
          /**
           * CPU time of its load processes in the window
           */
          cpuSeconds: number;
          /**
           * percent of its CPUs that was busy in the window; null if unknown
           */
          busy: number | null;
          /**
           * TCP segments that it sent again in the window; null if unknown
           */
          retransmits: number | null;
          /**
           * shortest time to connect to the target; null if it could not
           */
          roundTripMs: number | null;
          /**
           * compared through the clock of Redis
           */
          clock: {
            /**
             * its clock less the coordinator’s, before the trial
             */
            offsetMs: number;
            /**
             * the offset may be wrong by as much
             */
            uncertaintyMs: number;
            /**
             * change of the offset over the trial, in millionths
             */
            driftPpm: number;
            /**
             * how much later than the coordinator’s its window began; negative: earlier
             */
            skewMs: number;
          };
        }[];
        /**
         * what was done to the target inside the window
         */
        events: {
          name: string;
          /**
           * the event in words, such as "rolling restart"; "s" makes it plural
           */
          noun: string;
          /**
           * start, from the start of the window
           */
          atSeconds: number;
          /**
           * end; null if it had not ended by the window’s end
           */
          endedSeconds: number | null;
          /**
           * whether nothing on the target ends its effect, as where no one replaces a worker that crashed; it then lasts to the window’s end
           */
          isLasting: boolean;
          /**
           * facts that the event reports about itself
           */
          detail: {
            [k: string]: string | number;
          };
          /**
           * what it cost; null if requests carried no numbers
           */
          cost: {
            /**
             * requests in flight when the event began
             */
            inFlightAtStart: number;
            /**
             * requests in flight when it began, or sent before it ended; up to the window’s end if it ended the target
             */
            requests: number;
            /**
             * of these requests
             */
            lost: {
              /**
               * no worker began it: sending it again is safe
               */
              neverReached: number;
              /**
               * a worker began it and did not finish it: it may have been executed
               */
              begun: number;
              /**
               * a worker finished it, and the response was lost: a retry executes it twice
               */
              finished: number;
              /**
               * failed, and some process of the app takes no notes
               */
              unknown: number;
            };
            wrong: number;
            unavailable: number;
            executedTwice: number;
            /**
             * how the client saw them fail, by class
             */
            failures: {
              /**
               * connection refused or not established
               */
              connect: number;
              /**
               * no response within the request timeout; absent from the latencies
               */
              timeout: number;
              /**
               * connection reset before the request was sent as a whole
               */
              resetSending: number;
              /**
               * connection reset after the request was sent and before its response began
               */
              reset: number;
              /**
               * connection closed cleanly, but without a response
               */
              closed: number;
              /**
               * connection ended in the middle of the response
               */
              cut: number;
              /**
               * unexpected status below 500: not 2xx, or not one that --expect-status names
               */
              non2xx: number;
              /**
               * unexpected status from 500 on, except those counted as retryLater
               */
              serverError: number;
              /**
               * unexpected status 503 with Retry-After
               */
              retryLater: number;
              /**
               * unexpected status whose body says that a database accepts no more connections
               */
              tooManyClients: number;
              /**
               * expected status, but an unexpected body or header, or invalid HTTP
               */
              mismatch: number;
              /**
               * an expected response that the scenario’s script refused by throwing
               */
              check: number;
            };
            /**
             * lost requests that were begun and are not idempotent: a retry may do them twice
             */
            mayRunTwice: {
              request: string;
              count: number;
            }[];
            /**
             * correct responses per second between the last event and this one; null if there were none
             */
            throughputBefore: number | null;
            /**
             * the second with the fewest correct responses between this event and the next; null if unknown
             */
            deepestSecond: {
              atSeconds: number;
              throughput: number;
            } | null;
            /**
             * time from the start of the event until throughput is within 5% of that before, apart from noise; 0 if it never fell; null if it never came back, or if throughputBefore is null
             */
            recoverySeconds: number | null;
            /**
             * longest time without a correct response
             */
            longestSilenceSeconds: number;
            /**
             * workers that began to listen until the next event; null if unknown
             */
            forks: number | null;
            /**
             * fewest workers alive until the next event; null if unknown
             */
            leastWorkers: number | null;
          } | null;
        }[];
        /**
         * every request of the window; null without window events
         */
        accounts: {
          correct: number;
          /**
           * a worker’s response arrived, and it was wrong
           */
          wrong: number;
          /**
           * requests without a correct response, by what workers noted of them
           */
          lost: {
            /**
             * no worker began it: sending it again is safe
             */
            neverReached: number;
            /**
             * a worker began it and did not finish it: it may have been executed
             */
            begun: number;
            /**
             * a worker finished it, and the response was lost: a retry executes it twice
             */
            finished: number;
            /**
             * failed, and some process of the app takes no notes
             */
            unknown: number;
          };
          /**
           * refused because the target was told to stop: sent after it took its last request, or answered with 503
           */
          unavailable: number;
          /**
           * in flight at the window’s end: load.inFlightAtStart + load.sent = correct + wrong + all lost + unavailable + unfinished
           */
          unfinished: number;
          /**
           * begun by two workers, or twice by one, whatever their end
           */
          executedTwice: number;
          /**
           * correct responses that no worker noted; if there is one, no fate rests on notes
           */
          notNoted: number;
          /**
           * changes in the number of workers; null if nothing shows it
           */
          workersAlive:
            | {
                atSeconds: number;
                /**
                 * workers alive from then on
                 */
                count: number;
              }[]
            | null;
        } | null;
        /**
         * parts of the window; empty without window events
         */
        phases: {
          /**
           * "before", "during EVENT" or "after EVENT"
           */
          name: string;
          fromSeconds: number;
          toSeconds: number;
          /**
           * correct responses per second
           */
          throughput: number;
          /**
           * over the correct responses that ended in it; null if there is none
           */
          p99Ms: number | null;
          /**
           * requests that failed in it
           */
          failed: number;
        }[];
        warnings: {
          /**
           * stable, kebab-case
           */
          code: string;
          text: string;
          numbers: {
            [k: string]: number;
          };
        }[];
        /**
         * time of the harness itself: the trial without target start, warm-up and window
         */
        overheadSeconds: number;
      }
    | {
        /**
         * id of one of the run’s cells
         */
        cell: string;
        /**
         * 1, 2, 3, ... within the cell
         */
        trial: number;
        /**
         * position in the run’s shuffled order
         */
        order: number;
        startedAt: string;
        status: 'failed';
        reason: string;
        /**
         * last lines of stderr of the process at fault
         */
        stderr: string[];
        /**
         * stable code of why a measured trial has no figure, such as implausible; null if it was not measured
         */
        code: string | null;
        /**
         * what was measured nevertheless; null if nothing was
         */
        load: {
          /**
           * name of the client that sends the load
           */
          client: string;
          /**
           * why another client than the planned one sent the load; null if the planned one did
           */
          clientReason: string | null;
          /**
           * how connections are used and when requests arrive
           */
          mode: {
            /**
             * kept: one request after the other on each; per-request: one for each request; per-iteration: one for each pass of a virtual user
             */
            connections: 'kept' | 'per-request' | 'per-iteration';
            /**
             * closed: the next request follows its response; open: requests are due at a rate
             */
            arrivals: 'closed' | 'open';
          };
          /**
           * most connections open at the same time
           */
          connections: number;
          processes: number;
          /**
           * length of the window
           */
          windowSeconds: number;
          /**
           * requests sent before the window and not yet ended at its start
           */
          inFlightAtStart: number;
          /**
           * requests sent inside the window; in an open loop, requests due in it. Over WebSockets, everywhere: messages, each counted once for each connection that must hear it
           */
          sent: number;
          /**
           * correct responses that ended inside the window
           */
          completed: number;
          /**
           * requests per second. In a closed loop each correct request counts by the share of its time in flight that lies inside the window. In an open loop, and with window events or stages, it is completed / windowSeconds
           */
          throughput: number;
          /**
           * completed / windowSeconds
           */
          completedPerSecond: number;
          /**
           * share of the throughput that is uncertain because the window cuts rounds of requests; no smaller difference is claimed; 0 in an open loop
           */
          resolution: number;
          /**
           * responses that ended inside the window, per status code
           */
          statuses: {
            [k: string]: number;
          };
          /**
           * latency of correct responses that ended inside the window; milliseconds at microsecond resolution
           */
          latency: {
            mean: number;
            p50: number;
            p75: number;
            p90: number;
            p95: number;
            p99: number;
            p99_9: number;
            max: number;
            /**
             * HDR histogram, V2 compressed, base64; values in microseconds, 3 significant digits
             */
            histogram: string;
          };
          errors: {
            /**
             * connection refused or not established
             */
            connect: number;
            /**
             * no response within the request timeout; absent from the latencies
             */
            timeout: number;
            /**
             * connection reset before the request was sent as a whole
             */
            resetSending: number;
            /**
             * connection reset after the request was sent and before its response began
             */
            reset: number;
            /**
             * connection closed cleanly, but without a response
             */
            closed: number;
            /**
             * connection ended in the middle of the response
             */
            cut: number;
            /**
             * unexpected status below 500: not 2xx, or not one that --expect-status names
             */
            non2xx: number;
            /**
             * unexpected status from 500 on, except those counted as retryLater
             */
            serverError: number;
            /**
             * unexpected status 503 with Retry-After
             */
            retryLater: number;
            /**
             * unexpected status whose body says that a database accepts no more connections
             */
            tooManyClients: number;
            /**
             * expected status, but an unexpected body or header, or invalid HTTP
             */
            mismatch: number;
            /**
             * an expected response that the scenario’s script refused by throwing
             */
            check: number;
          };
          /**
           * time in flight of the requests that failed, from when each was due
           */
          failedTime: {
            sumMs: number;
            maxMs: number;
          };
          /**
           * in flight at the window’s end: inFlightAtStart + sent = completed + all errors + unfinished
           */
          unfinished: number;
          /**
           * longest time of the requests that were in flight at the window’s end and were followed until they ended; 0 in an open loop
           */
          followedMaxMs: number;
          /**
           * the same for those with a correct response
           */
          followedCorrectMaxMs: number;
          /**
           * requests per second that were planned, or iterations of a script, or messages to hear; with stages their mean; null in a closed loop
           */
          offeredRate: number | null;
          /**
           * lateness of the client itself: time from when a request was due until it was sent, if a connection was free; null in a closed loop
           */
          sendDelayP99Ms: number | null;
          /**
           * mean number of requests in flight over the window, including those that wait for a connection
           */
          meanInFlight: number;
          /**
           * requests that ended in each second of the window
           */
          perSecond: {
            /**
             * correct responses, per second
             */
            completed: number;
            /**
             * failed requests, per second
             */
            failed: number;
            /**
             * p99 of the correct responses, within 3.2%: few responses make it their maximum; null if there is none
             */
            p99Ms: number | null;
          }[];
          /**
           * figures by stage; empty if the load is constant
           */
          phases: {
            /**
             * how the level changes: "0 to 100", or "at 100"
             */
            name: string;
            /**
             * from the start of the window
             */
            fromSeconds: number;
            toSeconds: number;
            /**
             * requests per second in an open loop, or iterations of a script; connections in a closed loop
             */
            fromLevel: number;
            /**
             * at its end
             */
            level: number;
            /**
             * correct responses that ended in it, per second
             */
            throughput: number;
            /**
             * p99 of these responses; null if there is none
             */
            p99Ms: number | null;
            /**
             * failed requests that ended in it
             */
            failed: number;
          }[];
          /**
           * figures by label; empty if requests have no labels
           */
          byLabel: {
            label: string;
            /**
             * requests sent before the window that ended in it
             */
            inFlightAtStart: number;
            sent: number;
            completed: number;
            /**
             * sent in the window and in flight at its end: inFlightAtStart + sent = completed + all errors + unfinished
             */
            unfinished: number;
            /**
             * completed / windowSeconds
             */
            throughput: number;
            /**
             * responses that ended inside the window, per status code
             */
            statuses: {
              [k: string]: number;
            };
            /**
             * latency of correct responses that ended inside the window; milliseconds at microsecond resolution
             */
            latency: {
              mean: number;
              p50: number;
              p75: number;
              p90: number;
              p95: number;
              p99: number;
              p99_9: number;
              max: number;
              /**
               * HDR histogram, V2 compressed, base64; values in microseconds, 3 significant digits
               */
              histogram: string;
            };
            errors: {
              /**
               * connection refused or not established
               */
              connect: number;
              /**
               * no response within the request timeout; absent from the latencies
               */
              timeout: number;
              /**
               * connection reset before the request was sent as a whole
               */
              resetSending: number;
              /**
               * connection reset after the request was sent and before its response began
               */
              reset: number;
              /**
               * connection closed cleanly, but without a response
               */
              closed: number;
              /**
               * connection ended in the middle of the response
               */
              cut: number;
              /**
               * unexpected status below 500: not 2xx, or not one that --expect-status names
               */
              non2xx: number;
              /**
               * unexpected status from 500 on, except those counted as retryLater
               */
              serverError: number;
              /**
               * unexpected status 503 with Retry-After
               */
              retryLater: number;
              /**
               * unexpected status whose body says that a database accepts no more connections
               */
              tooManyClients: number;
              /**
               * expected status, but an unexpected body or header, or invalid HTTP
               */
              mismatch: number;
              /**
               * an expected response that the scenario’s script refused by throwing
               */
              check: number;
            };
            /**
             * requests of the label that ended in each second of the window
             */
            perSecond: {
              /**
               * correct responses, per second
               */
              completed: number;
              /**
               * failed requests, per second
               */
              failed: number;
              /**
               * p99 of the correct responses, within 3.2%: few responses make it their maximum; null if there is none
               */
              p99Ms: number | null;
            }[];
          }[];
          /**
           * null if an iteration is a single request
           */
          iterations: {
            /**
             * passes of a virtual user that ended inside the window, all responses correct
             */
            completed: number;
            /**
             * passes with a failed request or a failed check
             */
            failed: number;
            /**
             * completed / windowSeconds
             */
            perSecond: number;
            /**
             * of the completed ones, from when each was due, pauses included
             */
            duration: {
              mean: number;
              p50: number;
              p75: number;
              p90: number;
              p95: number;
              p99: number;
              p99_9: number;
              max: number;
              /**
               * HDR histogram, V2 compressed, base64; values in microseconds, 3 significant digits
               */
              histogram: string;
            };
          } | null;
          /**
           * what the scenario’s script threw, most frequent first
           */
          checks: {
            message: string;
            count: number;
          }[];
          /**
           * null unless the load is messages over WebSockets
           */
          sockets: {
            /**
             * from the first handshake until every connection had been open once; null if some never was
             */
            openingSeconds: number | null;
            /**
             * connections open at the window’s end
             */
            openAtEnd: number;
            /**
             * time to open a connection, over all of them since the load began
             */
            handshakeTime: {
              p50: number;
              p99: number;
              max: number;
            };
            /**
             * connections opened in the window
             */
            handshakes: number;
            /**
             * handshakes that failed in the window, by status code; connect: no response
             */
            refused: {
              [k: string]: number;
            };
            /**
             * connections that ended in the window without the client closing them
             */
            dropped: number;
            /**
             * messages to hear that were due in the window, but for its last 500 ms, each counted once for each connection that must hear it
             */
            due: number;
            /**
             * those of them that were heard by the window’s end
             */
            heard: number;
            /**
             * messages received in the window that belong to none that was sent
             */
            unasked: number;
            perSecond: {
              /**
               * connections opened, per second
               */
              handshakes: number;
              /**
               * connections dropped, per second
               */
              dropped: number;
            }[];
            /**
             * times in which some connections were missing
             */
            outages: {
              /**
               * from the start of the window; negative if it began before
               */
              fromSeconds: number;
              /**
               * null if some connections were still missing at the window’s end
               */
              toSeconds: number | null;
              /**
               * connections dropped in it
               */
              dropped: number;
            }[];
          } | null;
          /**
           * event-loop utilization of the busiest load process
           */
          clientUtilization: number;
          /**
           * CPU time of all load processes in the window
           */
          clientCpuSeconds: number;
          /**
           * share of the window in which a load process was ready to run and had no core, for the process that waited most; null if unknown
           */
          clientWaitShare: number | null;
        } | null;
      }
  )[];
  /**
   * CPU profiles, each of a trial of its own that is not among the trials; empty without --profile
   */
  profiles: (
    | {
        /**
         * id of one of the run’s cells
         */
        cell: string;
        status: 'ok';
        startedAt: string;
        /**
         * the profile, relative to the run’s folder: Chrome DevTools and speedscope open it
         */
        file: string;
        pid: number;
        /**
         * NODE_APP_INSTANCE, 0..N-1; null if unknown
         */
        instance: number | null;
        durationSeconds: number;
        sampleCount: number;
        /**
         * time of the profile in which the worker waited for something to do
         */
        idleSeconds: number;
        /**
         * requests per second of the trial with the profiler on
         */
        throughput: number;
        /**
         * functions with the most self time, up to ten
         */
        hottest: {
          /**
           * (anonymous) without a name
           */
          name: string;
          /**
           * (app) for the app’s own files, the name of an npm package, node for Node’s own JavaScript, (native) for functions in C++, (cluster-bench), (garbage collector), or (program) for the rest of the process
           */
          package: string;
          /**
           * its file: relative to the app’s folder or to its package’s folder, or as V8 names it; empty for native code
           */
          place: string;
          /**
           * first line of the function in the code that ran; null for native code
           */
          line: number | null;
          /**
           * time in the code itself, without what it calls
           */
          selfSeconds: number;
          /**
           * of the time that the worker was not idle
           */
          selfShare: number;
        }[];
        /**
         * all time that was not idle, by package
         */
        packages: {
          /**
           * (app) for the app’s own files, the name of an npm package, node for Node’s own JavaScript, (native) for functions in C++, (cluster-bench), (garbage collector), or (program) for the rest of the process
           */
          package: string;
          /**
           * time in the code itself, without what it calls
           */
          selfSeconds: number;
          /**
           * of the time that the worker was not idle
           */
          selfShare: number;
        }[];
      }
    | {
        /**
         * id of one of the run’s cells
         */
        cell: string;
        status: 'missing';
        reason: string;
      }
  )[];
  /**
   * warnings that concern no single trial: about the host, and about a cell’s trials together
   */
  warnings: {
    /**
     * stable, kebab-case
     */
    code: string;
    text: string;
    numbers: {
      [k: string]: number;
    };
    /**
     * null for warnings about the host
     */
    cell: string | null;
  }[];
  /**
   * the limits of plan.gates, each as judged for the cells that it concerns
   */
  gates: {
    /**
     * the gate as it was written
     */
    text: string;
    /**
     * name of the metric: see docs/compare.md
     */
    metric: string;
    /**
     * only the requests of this label; in a plan it may be a pattern; null: all requests of the load
     */
    label: string | null;
    /**
     * id of a cell; in a plan, a name or a pattern that a user wrote
     */
    cell: string;
    sign: '<' | '<=' | '>' | '>=';
    /**
     * in `unit`
     */
    limit: number;
    /**
     * unit of limit, value and interval: req/s, ms, µs, bytes, share ...
     */
    unit: string;
    /**
     * mean over the trials; null if none has a figure
     */
    value: number | null;
    /**
     * 95% confidence interval of the mean; null if none has a figure
     */
    interval: {
      low: number;
      /**
       * null if nothing limits it: a search found no rate that was too high
       */
      high: number | null;
      /**
       * measured: from the spread of the trials; assumed: around a single trial, from what trials may differ by on a quiet host
       */
      source: 'measured' | 'assumed';
    } | null;
    /**
     * met, not-met: the whole interval is on one side of the limit; undecided: it cannot be told, and then the gate counts as not met
     */
    result: 'met' | 'not-met' | 'undecided';
    /**
     * why it is undecided, in words; null if it is decided
     */
    reason: string | null;
    /**
     * trials that failed or have no plausible figure of the metric
     */
    lacking: number;
  }[];
}
