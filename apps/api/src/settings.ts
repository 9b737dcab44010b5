import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';

export type Setting<S extends z.ZodType = z.ZodType> = {
  schema: S;
  sentence: string;
  /** Shown for reference; `undefined` in the schema's output means the setting is off. */
  default: string;
  /** A secret may not be a flag, because every user of the machine can read flags. */
  secret?: true;
};

const setting = <S extends z.ZodType>(schema: S, fallback: string, sentence: string): Setting<S> => ({
  schema,
  sentence,
  default: fallback,
});
const secret = <S extends z.ZodType>(schema: S, fallback: string, sentence: string): Setting<S> => ({
  ...setting(schema, fallback, sentence),
  secret: true,
});

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));

const ratio = z
  .string()
  .regex(/^(?:0|1|0?\.\d+|1\.0+)$/, 'must be a number from 0 to 1')
  .transform(Number);

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, `must be one of: ${values.join(', ')}`);

const urlOf = (protocols: string[], example: string) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      `must be an address such as ${example}`,
    );

const isAddressRange = (value: string): boolean => {
  const [address = '', bits, ...rest] = value.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
};

const addressRanges = z
  .string()
  .transform((list) => list.split(',').map((range) => range.trim()))
  .refine(
    (list) => list.every(isAddressRange),
    'must be IP addresses or ranges, separated by commas, such as 10.0.0.0/8',
  );

const dsn = urlOf(['http:', 'https:'], 'https://key@errors.example.org/1').refine((value) => {
  const { username, pathname } = new URL(value);
  return username !== '' && /\/\d+$/.test(pathname);
}, 'must be a DSN such as https://key@errors.example.org/1');

const databaseUrl = urlOf(['postgres:', 'postgresql:'], 'postgresql://user:password@host:5432/database');

/** Every setting there is: parsing, `--help` and docs/operations/configuration.md are derived from this table. */
export const settings = {
  NODE_ENV: setting(
    oneOf(['development', 'production', 'test']).default('development'),
    'development',
    'What the process is for: development, production or test.',
  ),
  HOST: setting(
    z.string().default('127.0.0.1'),
    '127.0.0.1',
    'Network address to listen on; 0.0.0.0 for all.',
  ),
  PORT: setting(wholeNumber(0, 65_535).default(3000), '3000', 'Port to listen on; 0 takes any free port.'),
  PUBLIC_URL: setting(
    urlOf(['http:', 'https:'], 'https://health.example.org').optional(),
    'http://localhost:PORT',
    'Address under which people reach the service; links in mail start with it, and https makes cookies secure.',
  ),
  ASSET_BASE_URL: setting(
    urlOf(['http:', 'https:'], 'https://cdn.example.org/health')
      .transform((value) => value.replace(/\/+$/, ''))
      .optional(),
    'this server',
    'Address of a CDN that takes the web app\u2019s hashed files from this server; browsers load /assets/\u2026 below it.',
  ),
  KEEP_ALIVE_SECONDS: setting(
    wholeNumber(1, 3_600).default(75),
    '75',
    'Seconds an idle connection stays open; more than the load balancer keeps its own (60 at most of them).',
  ),
  DATA_DIR: setting(
    z
      .string()
      .default('./data')
      .transform((path) => resolve(path)),
    './data',
    'Folder for the embedded database, the generated secret and mail that is written to files.',
  ),
  DATABASE_URL: secret(
    databaseUrl.optional(),
    'the embedded database',
    'PostgreSQL 15 to 18 and the role that owns and migrates the schema.',
  ),
  DATABASE_APP_URL: secret(
    databaseUrl.optional(),
    'a role made at start',
    'The same database with the role the service runs as; it must not own tables or bypass row-level security.',
  ),
  DATABASE_POOL_MAX: setting(
    wholeNumber(1, 500).optional(),
    '2 × (2 × cores + 1) / INSTANCES, at least 4',
    'The most database connections one process holds; never more than its share of what the server allows.',
  ),
  DATABASE_POOL_QUEUE_MAX: setting(
    wholeNumber(0, 100_000).default(500),
    '500',
    'How many requests of one process may wait for a database connection; the next ones are answered 503 at once.',
  ),
  DATABASE_ACQUIRE_TIMEOUT_MS: setting(
    wholeNumber(10, 60_000).default(5_000),
    '5000',
    'Milliseconds a request waits for a database connection before it is answered 503.',
  ),
  DATABASE_STATEMENT_TIMEOUT_MS: setting(
    wholeNumber(0, 600_000).default(15_000),
    '15000',
    'Milliseconds after which the database cancels a statement; 0 never does.',
  ),
  DATABASE_LOCK_TIMEOUT_MS: setting(
    wholeNumber(0, 600_000).default(5_000),
    '5000',
    'Milliseconds a statement waits for what another transaction has locked; 0 waits as long as it takes.',
  ),
  DATABASE_IDLE_TIMEOUT_MS: setting(
    wholeNumber(0, 600_000).default(30_000),
    '30000',
    'Milliseconds a transaction may pause between two statements before the database ends it; 0 never does.',
  ),
  DATABASE_PREPARE: setting(
    oneOf(['true', 'false']).default('true'),
    'true',
    'Has the database keep the plan of each statement; false behind a PgBouncer older than 1.21.',
  ),
  INSTANCES: setting(
    wholeNumber(1, 1_000).default(1),
    '1',
    'Processes that share the database, so that each takes its share of the connections.',
  ),
  REDIS_URL: secret(
    urlOf(['redis:', 'rediss:'], 'redis://user:password@host:6379').optional(),
    'none; one process caches and counts by itself',
    'Redis 7 or Valkey that several processes share for their cache and rate limits.',
  ),
  CACHE_MEGABYTES: setting(
    wholeNumber(0, 4096).default(32),
    '32',
    'Memory of one process for what it has read before; 0 reads everything anew each time.',
  ),
  SECRET: secret(
    z.string().min(32, 'must have at least 32 characters').optional(),
    'generated once into DATA_DIR/secret',
    'Key for sessions, at least 32 characters; required in production. The database remembers it and refuses another.',
  ),
  SMTP_URL: secret(
    urlOf(['smtp:', 'smtps:'], 'smtps://user:password@mail.example.org:465').optional(),
    'files in DATA_DIR/mail',
    'Mail server that outgoing mail is handed to.',
  ),
  MAIL_FROM: setting(
    z.string().default('HealthProtocol <no-reply@localhost>'),
    'HealthProtocol <no-reply@localhost>',
    'Sender of outgoing mail.',
  ),
  LOG_LEVEL: setting(
    oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    'info',
    'Least severe log line that is written: fatal, error, warn, info, debug, trace or silent.',
  ),
  LOG_FORMAT: setting(
    oneOf(['json', 'pretty']).optional(),
    'json in production, else pretty',
    'Form of log lines: json or pretty.',
  ),
  SLOW_STATEMENT_MS: setting(
    wholeNumber(0, 60_000).default(200),
    '200',
    'Milliseconds from which a database statement is logged, with its route and without its values; 0 logs none.',
  ),
  METRICS_PORT: setting(
    wholeNumber(0, 65_535).optional(),
    'off',
    'Port of its own on which /metrics is served to Prometheus, usually 9464; 0 takes any free port.',
  ),
  METRICS_HOST: setting(
    z.string().default('127.0.0.1'),
    '127.0.0.1',
    'Network address METRICS_PORT listens on; what it serves is for the operator alone.',
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: setting(
    urlOf(['http:', 'https:'], 'http://collector:4318').optional(),
    'off',
    'OpenTelemetry collector that traces of requests are sent to by OTLP over HTTP; /v1/traces is added.',
  ),
  TRACE_SAMPLE_RATIO: setting(
    ratio.default(0.1),
    '0.1',
    'Share of requests that are traced, 0 to 1; where a trusted proxy sends traceparent, it decides.',
  ),
  SENTRY_DSN: setting(
    dsn.optional(),
    'off',
    'Sentry (or GlitchTip) project that unexpected errors are reported to, without health data.',
  ),
  SENTRY_WEB_DSN: setting(
    dsn.optional(),
    'off',
    'Project that browsers report faults of the web app to, without health data; everybody can read it in the page.',
  ),
  GIT_SHA: setting(
    z
      .string()
      .regex(/^[0-9a-f]{7,40}$/, 'must be a commit, 7 to 40 hexadecimal digits')
      .optional(),
    'none',
    'Commit the service was built from; reports name it beside the version.',
  ),
  TRUSTED_PROXIES: setting(
    addressRanges.default([]),
    'none',
    'Addresses or ranges of the proxies whose X-Forwarded headers are believed, separated by commas.',
  ),
  DEMO_DATA: setting(
    oneOf(['auto', 'true', 'false']).default('auto'),
    'auto',
    'Demo organizations: auto loads them into an empty database, true always, false never; never in production.',
  ),
  SESSION_IDLE_HOURS: setting(
    wholeNumber(1, 8760).default(168),
    '168',
    'Hours without use after which a session ends.',
  ),
  SESSION_MAX_DAYS: setting(
    wholeNumber(1, 365).default(30),
    '30',
    'Days after which a session ends, however much it is used.',
  ),
  RATE_LIMIT_FACTOR: setting(
    wholeNumber(1, 1_000_000).default(1),
    '1',
    'Multiplies every rate limit; for load tests, in which one machine plays everybody.',
  ),
  MAX_EVENT_LOOP_DELAY_MS: setting(
    wholeNumber(0, 60_000).default(500),
    '500',
    'Milliseconds the process may be behind before it turns reads away with 503, writes at twice that; 0 never does.',
  ),
  MAX_REQUESTS_IN_FLIGHT: setting(
    wholeNumber(0, 100_000).default(1_000),
    '1000',
    'Requests one process answers at the same time before it turns more away with 503; a fifth is for writes; 0 for any.',
  ),
  MAX_CONNECTIONS: setting(
    wholeNumber(10, 1_000_000).default(10_000),
    '10000',
    'Open connections of one process; one more is closed at once.',
  ),
  REQUEST_TIMEOUT_SECONDS: setting(
    wholeNumber(1, 3600).default(30),
    '30',
    'Seconds in which a request must have arrived whole, its headers within ten; a slower one is answered 408.',
  ),
  DRAIN_DELAY_SECONDS: setting(
    wholeNumber(0, 300).default(0),
    '0',
    'Seconds between answering "not ready" and closing the port, so that a load balancer can notice.',
  ),
  SHUTDOWN_TIMEOUT_SECONDS: setting(
    wholeNumber(1, 600).default(15),
    '15',
    'Seconds that requests in flight have to finish when the service stops.',
  ),
} satisfies Record<string, Setting>;
