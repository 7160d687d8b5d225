import { randomUUID } from 'node:crypto'
import { betterAuth } from 'better-auth'
import type { Config } from '../../platform/config.ts'
import type { Database } from '../../platform/db/database.ts'

const dates = { createdAt: 'created_at', updatedAt: 'updated_at' }

/**
 * Sign-in by email and password, kept by better-auth in our own database. Nobody signs up: staff are added by an admin.
 * @param secret signs the session cookies
 */
export function createSignIn(db: Database, config: Pick<Config, 'PUBLIC_URL'>, secret: string) {
  const secure = config.PUBLIC_URL.startsWith('https:')
  return betterAuth({
    baseURL: config.PUBLIC_URL,
    basePath: '/api/auth',
    secret,
    database: { db, type: 'postgres' },
    telemetry: { enabled: false },
    logger: { disabled: true },
    user: { modelName: 'auth_users', fields: { emailVerified: 'email_verified', ...dates } },
    session: {
      modelName: 'auth_sessions',
      expiresIn: 14 * 24 * 60 * 60,
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...dates,
      },
    },
    account: {
      modelName: 'auth_accounts',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        idToken: 'id_token',
        ...dates,
      },
    },
    verification: { modelName: 'auth_verifications', fields: { expiresAt: 'expires_at', ...dates } },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
    rateLimit: {
      enabled: true,
      // In the memory of each server, whoever guesses passwords had as many tries more as there are servers.
      storage: 'database',
      modelName: 'auth_rate_limits',
      fields: { lastRequest: 'last_request' },
      window: 60,
      max: 300,
      customRules: { '/sign-in/email': { window: 60, max: 30 } },
    },
    trustedOrigins: [config.PUBLIC_URL, ...loopbackTwins(config.PUBLIC_URL)],
    advanced: {
      cookiePrefix: 'rapport',
      useSecureCookies: secure,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, secure },
      ipAddress: { ipAddressHeaders: ['x-rapport-ip'] },
      database: { generateId: () => randomUUID() },
    },
  })
}
export type SignIn = ReturnType<typeof createSignIn>

/** On one's own machine both names of it are used. */
function loopbackTwins(publicUrl: string): string[] {
  const url = new URL(publicUrl)
  if (url.hostname === 'localhost') return [publicUrl.replace('localhost', '127.0.0.1')]
  if (url.hostname === '127.0.0.1') return [publicUrl.replace('127.0.0.1', 'localhost')]
  return []
}

/** Makes a sign-in for an email. @returns its id, to be kept on the staff row */
export async function createLogin(
  signIn: SignIn,
  input: { email: string; name: string; password: string },
): Promise<string> {
  const context = await signIn.$context
  return createLoginWithHash(signIn, { ...input, hash: await context.password.hash(input.password) })
}

/** As `createLogin`, for many sign-ins that share a password: hashing is slow on purpose. */
export async function createLoginWithHash(
  signIn: SignIn,
  input: { email: string; name: string; hash: string },
): Promise<string> {
  const context = await signIn.$context
  const user = await context.internalAdapter.createUser(
    { email: input.email.toLowerCase(), name: input.name, emailVerified: true },
    { method: 'email' as never },
  )
  await context.internalAdapter.linkAccount({
    userId: user.id,
    accountId: user.id,
    providerId: 'credential',
    password: input.hash,
  })
  return user.id
}

export const hashPassword = async (signIn: SignIn, password: string) =>
  (await signIn.$context).password.hash(password)

export const isPassword = async (signIn: SignIn, given: { hash: string; password: string }) =>
  (await signIn.$context).password.verify(given)

/** The same sign-in, whose writing is part of this transaction: what makes a login with a person makes both or neither. */
export const within = (signIn: SignIn, tx: Database): SignIn =>
  betterAuth({ ...signIn.options, database: { db: tx, type: 'postgres' } })
