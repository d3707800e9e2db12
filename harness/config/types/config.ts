/** Written by `npm run schema`. */

export interface ConfigKeys {
  /**
   * for editors; cluster-bench ignores it
   */
  $schema?: string;
  /**
   * worker counts; 1 is a single process [1, cores, 2 x cores]
   */
  workers?: (number | string) | (number | string)[];
  /**
   * single, cluster, processes, cluster-naive, own, pm2 [single, cluster, processes]
   */
  topology?:
    | ('single' | 'cluster' | 'processes' | 'cluster-naive' | 'own' | 'pm2')
    | ('single' | 'cluster' | 'processes' | 'cluster-naive' | 'own' | 'pm2')[]
    | string;
  /**
   * how workers get connections: rr, none, reuseport, sticky [rr, none, reuseport]
   */
  policy?: ('rr' | 'none' | 'reuseport' | 'sticky') | ('rr' | 'none' | 'reuseport' | 'sticky')[] | string;
  /**
   * proxy in front of the app: none, nginx, nginx-ip-hash, nginx-tls, haproxy, or your configuration file [none, nginx]
   */
  proxy?: string | string[];
  /**
   * values of a setting: watchdog, backoff, max_memory_restart, deploy_signal, wait_ready, kill_timeout, listen_timeout, worker_interval, pool, query, max_connections, default_pool_size [its default]
   */
  set?: string | string[];
  /**
   * environment variable of the app, and its values [as inherited]
   */
  env?: string | string[];
  /**
   * cores of each worker or server, as in a container; or none [none]
   */
  'cpu-limit'?: string | string[];
  /**
   * cores of each worker or server, as in a container; or none [none]
   */
  cpuLimit?: string | string[];
  /**
   * express, fastify, http, or your script [express]
   */
  app?: string | string[];
  /**
   * URL of a server that already runs, instead of --app
   */
  attach?: string;
  /**
   * allow --attach to load another host
   */
  'allow-remote'?: boolean;
  /**
   * allow --attach to load another host
   */
  allowRemote?: boolean;
  /**
   * [db-wait], saturate, new-connections, steady-rate, capacity, static, idle-upstream, deploy, terminate, crash, primary-death, sessions-memory, sessions-jwt, sessions-redis, pool, pool-pgbouncer, blocking, blocking-threads, crash-loop, hang, slow-worker, memory-limit, busy-primary, websocket-echo, websocket-broadcast, websocket-broadcast-redis, websocket-idle, metrics, or your module
   */
  scenario?:
    | (
        | (
            | 'db-wait'
            | 'saturate'
            | 'new-connections'
            | 'steady-rate'
            | 'capacity'
            | 'static'
            | 'idle-upstream'
            | 'deploy'
            | 'terminate'
            | 'crash'
            | 'primary-death'
            | 'sessions-memory'
            | 'sessions-jwt'
            | 'sessions-redis'
            | 'pool'
            | 'pool-pgbouncer'
            | 'blocking'
            | 'blocking-threads'
            | 'crash-loop'
            | 'hang'
            | 'slow-worker'
            | 'memory-limit'
            | 'busy-primary'
            | 'websocket-echo'
            | 'websocket-broadcast'
            | 'websocket-broadcast-redis'
            | 'websocket-idle'
            | 'metrics'
          )
        | string
      )
    | (
        | (
            | 'db-wait'
            | 'saturate'
            | 'new-connections'
            | 'steady-rate'
            | 'capacity'
            | 'static'
            | 'idle-upstream'
            | 'deploy'
            | 'terminate'
            | 'crash'
            | 'primary-death'
            | 'sessions-memory'
            | 'sessions-jwt'
            | 'sessions-redis'
            | 'pool'
            | 'pool-pgbouncer'
            | 'blocking'
            | 'blocking-threads'
            | 'crash-loop'
            | 'hang'
            | 'slow-worker'
            | 'memory-limit'
            | 'busy-primary'
            | 'websocket-echo'
            | 'websocket-broadcast'
            | 'websocket-broadcast-redis'
            | 'websocket-idle'
            | 'metrics'
          )
        | string
      )[];
  /**
   * event during the measurement: deploy, terminate, crash, primary-death, crash-loop, hang, leak, busy-primary [the scenario’s own]
   */
  event?: string | string[];
  /**
   * use your own instead of starting one: redis, postgres, pgbouncer [started for each trial]
   */
  service?: string | string[];
  /**
   * script arguments, such as "--port {port}" [it reads $PORT]
   */
  'app-args'?: string;
  /**
   * script arguments, such as "--port {port}" [it reads $PORT]
   */
  appArgs?: string;
  /**
   * command to run instead of --app: "npm start"; it reads $PORT
   */
  'app-command'?: string;
  /**
   * command to run instead of --app: "npm start"; it reads $PORT
   */
  appCommand?: string;
  /**
   * Node flags for the app, such as "--import tsx"
   */
  'node-args'?: string;
  /**
   * Node flags for the app, such as "--import tsx"
   */
  nodeArgs?: string;
  /**
   * polled until it returns 2xx, before the load [request path]
   */
  'ready-path'?: string;
  /**
   * polled until it returns 2xx, before the load [request path]
   */
  readyPath?: string;
  /**
   * load the app over HTTPS
   */
  https?: boolean;
  /**
   * accept an untrusted certificate
   */
  insecure?: boolean;
  /**
   * seconds to wait for the app to listen [30]
   */
  'start-timeout'?: number | string;
  /**
   * seconds to wait for the app to listen [30]
   */
  startTimeout?: number | string;
  /**
   * request path instead of the scenario’s, such as /users
   */
  path?: string;
  /**
   * request method (-X) [GET, or POST with a body]
   */
  method?: string;
  /**
   * header of every request, such as 'authorization: Bearer $TOKEN'; repeatable (-H)
   */
  header?: string | string[];
  /**
   * body to POST, or @file; repeatable, joined by & (-d)
   */
  data?: string | string[];
  /**
   * body to POST as JSON, or @file
   */
  json?: string | string[];
  /**
   * accept compressed responses, and decode them
   */
  compressed?: boolean;
  /**
   * status codes of a correct response, such as 301 [2xx]
   */
  'expect-status'?: (number | string) | (number | string)[];
  /**
   * status codes of a correct response, such as 301 [2xx]
   */
  expectStatus?: (number | string) | (number | string)[];
  /**
   * text that every correct response contains
   */
  'expect-body'?: string;
  /**
   * text that every correct response contains
   */
  expectBody?: string;
  /**
   * text in a header of every correct response; repeatable
   */
  'expect-header'?: string | string[];
  /**
   * text in a header of every correct response; repeatable
   */
  expectHeader?: string | string[];
  /**
   * requests to send: a HAR recording, or a JSON list [the scenario’s own]
   */
  requests?: string;
  /**
   * CSV file; {{column}} in a request is a value of its next row
   */
  'data-file'?: string;
  /**
   * CSV file; {{column}} in a request is a value of its next row
   */
  dataFile?: string;
  /**
   * order of its rows: in-order, random [in-order]
   */
  'data-order'?: 'in-order' | 'random';
  /**
   * order of its rows: in-order, random [in-order]
   */
  dataOrder?: 'in-order' | 'random';
  /**
   * open connections; auto: as many as needed [500]
   */
  connections?: (number | string) | 'auto';
  /**
   * connection reuse: kept, per-request, per-iteration [the scenario’s own]
   */
  'connections-mode'?: 'kept' | 'per-request' | 'per-iteration';
  /**
   * connection reuse: kept, per-request, per-iteration [the scenario’s own]
   */
  connectionsMode?: 'kept' | 'per-request' | 'per-iteration';
  /**
   * simulated database delay of a built-in app, in ms [50]
   */
  delay?: number | string;
  /**
   * seconds after which a request counts as failed [10]
   */
  'request-timeout'?: number | string;
  /**
   * seconds after which a request counts as failed [10]
   */
  requestTimeout?: number | string;
  /**
   * maximum share of failed requests per trial [1%]
   */
  'max-errors'?: string;
  /**
   * maximum share of failed requests per trial [1%]
   */
  maxErrors?: string;
  /**
   * open-loop requests per second, or % of the maximum [80%]
   */
  rate?: number | string;
  /**
   * load over time, the window: DURATION:LEVEL,... [a constant load]
   */
  stages?: string;
  /**
   * arrival times of an open loop: poisson, fixed [poisson]
   */
  arrivals?: 'poisson' | 'fixed';
  /**
   * latency objective of scenario capacity, in ms [p99<200]
   */
  slo?: string;
  /**
   * load client: autocannon, direct, websocket [autocannon if accurate]
   */
  client?: 'autocannon' | 'direct' | 'websocket';
  /**
   * address of this host for the app, or the proxy in front [127.0.0.1]
   */
  listen?: string;
  /**
   * number of load processes [a quarter of the cores]
   */
  'load-processes'?: number | string;
  /**
   * number of load processes [a quarter of the cores]
   */
  loadProcesses?: number | string;
  /**
   * number of local addresses that the load comes from [one]
   */
  'client-addresses'?: number | string;
  /**
   * number of local addresses that the load comes from [one]
   */
  clientAddresses?: number | string;
  /**
   * pin to cores: auto, or target=0-5,load=6-7 [no pinning]
   */
  cpus?: string;
  /**
   * number of load agents on other hosts [this host sends it]
   */
  agents?: number | string;
  /**
   * Redis at which the agents wait
   */
  redis?: string;
  /**
   * start that Redis here, for the time of the run
   */
  'start-redis'?: boolean;
  /**
   * start that Redis here, for the time of the run
   */
  startRedis?: boolean;
  /**
   * limit to keep, or exit 1: "p99 cluster-8-rr < 120"; repeatable [none]
   */
  gate?: string | string[];
  /**
   * trials per variant, each on fresh processes [3]
   */
  trials?: number | string;
  /**
   * add trials until the mean is known to within this, such as 2%
   */
  precision?: string;
  /**
   * maximum trials per variant with --precision [30]
   */
  'max-trials'?: number | string;
  /**
   * maximum trials per variant with --precision [30]
   */
  maxTrials?: number | string;
  /**
   * seconds measured in each trial [10]
   */
  duration?: number | string;
  /**
   * seconds of load before the measurement [3]
   */
  warmup?: number | string;
  /**
   * first look: 1 trial of 2 s per variant, 1 s warm-up
   */
  quick?: boolean;
  /**
   * after the trials, profile the CPU of the busiest worker in one more per variant
   */
  profile?: boolean;
  /**
   * shell command before each trial: "npm run reset-db" [none]
   */
  'before-trial'?: string;
  /**
   * shell command before each trial: "npm run reset-db" [none]
   */
  beforeTrial?: string;
  /**
   * shell command once the server is ready; CLUSTER_BENCH_URL is its address [none]
   */
  'after-start'?: string;
  /**
   * shell command once the server is ready; CLUSTER_BENCH_URL is its address [none]
   */
  afterStart?: string;
  /**
   * seed for the order of trials [random, recorded]
   */
  seed?: number | string;
  /**
   * check everything and print the plan; start nothing
   */
  'dry-run'?: boolean;
  /**
   * check everything and print the plan; start nothing
   */
  dryRun?: boolean;
  /**
   * folder for the results [cluster-bench-report/<time>-<commit>]
   */
  out?: string;
  /**
   * also write files for other programs: junit, csv, openmetrics, benchmark-json [none]
   */
  output?:
    | ('junit' | 'csv' | 'openmetrics' | 'benchmark-json')
    | ('junit' | 'csv' | 'openmetrics' | 'benchmark-json')[]
    | string;
}
