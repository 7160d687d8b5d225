import { z } from 'zod'

const Port = z.coerce.number().int().min(0).max(65535)
const Url = z.url({ protocol: /^https?$/ }).transform(url => url.replace(/\/+$/, ''))

const Settings = z.object({
  PORT: Port.default(4000).describe('Port of the server.'),
  HOST: z.string().default('127.0.0.1').describe('Address to listen on; 0.0.0.0 for all.'),
  PUBLIC_URL: Url.optional().describe(
    'Address under which customers and providers reach this server. Webhook signatures are checked against it. Default: http://localhost:PORT.',
  ),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'must be an address as postgres://user:password@host/database',
    })
    .optional()
    .describe('A PostgreSQL 18 of your own. Default: the embedded one, in DATA_DIR.'),
  DATA_DIR: z.string().default('.data').describe('Folder for the embedded database, files and secrets.'),
  SESSION_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      'Signs the session cookies; at least 32 characters. Default: made at first start and kept in DATA_DIR.',
    ),
  ERASURE_KEY: z
    .string()
    .min(32)
    .optional()
    .describe(
      'What the hashes of erased customers’ addresses are made with; at least 32 characters, the same on every server, and never changed. Default: made at first start and kept in DATA_DIR.',
    ),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-fA-F]{32}$/)
    .optional()
    .describe('Twilio account, AC and 32 hex digits.'),
  TWILIO_AUTH_TOKEN: z
    .string()
    .min(8)
    .optional()
    .describe('Its auth token: signs requests and checks webhooks.'),
  TWILIO_API_BASE_URL: Url.optional().describe(
    'Stands for every Twilio host; set by the demo to the simulator. Unset: Twilio itself.',
  ),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional()
    .describe(
      'The mail server, with user and password, as smtps://user:password@mail.example.com. Default: no emails.',
    ),
  MAIL_FROM: z.email().optional().describe('The address that emails to customers come from.'),
  MAIL_REPLY_TO: z
    .email()
    .optional()
    .describe('Where answers to emails go: an address that somebody reads. Default: nowhere else.'),
  ADYEN_API_KEY: z
    .string()
    .min(8)
    .optional()
    .describe('Adyen API key, with the Checkout webservice role: makes payment links and refunds.'),
  ADYEN_MERCHANT_ACCOUNT: z
    .string()
    .min(1)
    .optional()
    .describe('The merchant account that is paid; notifications of others are not taken.'),
  ADYEN_HMAC_KEYS: z
    .string()
    .transform(keys => keys.split(',').map(key => key.trim()))
    .pipe(
      z
        .array(z.string().regex(/^([0-9a-fA-F]{2}){16,}$/))
        .min(1)
        .max(2),
    )
    .optional()
    .describe(
      'The HMAC key of the webhook, in hex; two, comma separated, while it is changed: both are taken then.',
    ),
  ADYEN_API_BASE_URL: Url.optional().describe(
    'Stands for every host of Adyen’s checkout; set by the demo to the simulator. Unset: Adyen itself.',
  ),
  ADYEN_LIVE_URL_PREFIX: z
    .string()
    .regex(/^[\w-]+$/)
    .optional()
    .describe(
      'Prefix of the live addresses, from Adyen’s Customer Area. Unset: Adyen’s test platform, and no live notification is taken.',
    ),
  ADYEN_WEBHOOK_USER: z
    .string()
    .min(1)
    .optional()
    .describe(
      'User name that the webhook must state, with ADYEN_WEBHOOK_PASSWORD. Default: none is asked for.',
    ),
  ADYEN_WEBHOOK_PASSWORD: z.string().min(8).optional().describe('Its password, at least 8 characters.'),
  SEND_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(16)
    .describe('How many messages are handed to the provider at once.'),
  PICTURE_HOSTS: z
    .string()
    .default('')
    .transform(list => list.split(/[\s,]+/).filter(Boolean))
    .refine(
      hosts => hosts.every(host => /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?$/i.test(host)),
      'must be names of hosts, as cdn.example.com or *.example.com, with commas between them',
    )
    .transform(hosts => hosts.map(host => `https://${host.toLowerCase()}`))
    .describe(
      'Hosts that pictures of products may come from, by https: cdn.example.com, *.example.com. Default: this server alone.',
    ),
  IMPORT_MAX_MB: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(500)
    .describe('How large a file to import may be. It is kept in the database until it is thrown away.'),
  IMPORT_KEEP_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(365)
    .default(7)
    .describe(
      'Days after which a file that was imported, or left lying, is thrown away: it holds people’s data.',
    ),
  TRUST_PROXY: z
    .string()
    .optional()
    .describe(
      'Addresses of the proxies in front, as 10.0.0.0/8, so that the audit and the sign-in limit see the caller’s own. Default: none.',
    ),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('How much is logged.'),
  TESTING_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe('Opens /testing/clock to who knows it. For demos and tests only; never set it in production.'),
  SIMULATOR_PORT: Port.default(4001).describe(
    'Port of the simulator, only with `npm start` and without Twilio credentials.',
  ),
  MAIL_PORT: Port.optional().describe(
    'Port on which the simulator takes mail, only there. Default: the one after SIMULATOR_PORT.',
  ),
})

export type Config = Omit<z.infer<typeof Settings>, 'PUBLIC_URL'> & { PUBLIC_URL: string }

/** Every setting with its sentence, for the documentation and the error at start. */
export const settings = Object.entries(Settings.shape).map(([name, shape]) => ({
  name,
  about: shape.description ?? '',
}))

/** A setting is missing or wrong; the message says which, and what to set. */
export class ConfigError extends Error {}

/**
 * Reads the settings from the environment. The only place that does.
 * @throws ConfigError naming every wrong setting with what it is for
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = Settings.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map(issue => {
      const name = String(issue.path[0])
      const about = settings.find(setting => setting.name === name)?.about
      return `  ${name}: ${issue.message}. ${about}`
    })
    throw new ConfigError(`Some settings are not as they should be:\n${lines.join('\n')}`)
  }
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN } = parsed.data
  if (Boolean(TWILIO_ACCOUNT_SID) !== Boolean(TWILIO_AUTH_TOKEN)) {
    throw new ConfigError('Set both TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or neither.')
  }
  const { SMTP_URL, MAIL_FROM } = parsed.data
  if (Boolean(SMTP_URL) !== Boolean(MAIL_FROM))
    throw new ConfigError('Set both SMTP_URL and MAIL_FROM, or neither.')
  const { ADYEN_API_KEY, ADYEN_MERCHANT_ACCOUNT, ADYEN_HMAC_KEYS } = parsed.data
  if (new Set([ADYEN_API_KEY, ADYEN_MERCHANT_ACCOUNT, ADYEN_HMAC_KEYS].map(Boolean)).size > 1) {
    throw new ConfigError('Set ADYEN_API_KEY, ADYEN_MERCHANT_ACCOUNT and ADYEN_HMAC_KEYS, or none of them.')
  }
  if (Boolean(parsed.data.ADYEN_WEBHOOK_USER) !== Boolean(parsed.data.ADYEN_WEBHOOK_PASSWORD)) {
    throw new ConfigError('Set both ADYEN_WEBHOOK_USER and ADYEN_WEBHOOK_PASSWORD, or neither.')
  }
  return { ...parsed.data, PUBLIC_URL: parsed.data.PUBLIC_URL ?? `http://localhost:${parsed.data.PORT}` }
}
