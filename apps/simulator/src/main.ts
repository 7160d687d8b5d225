import { createSimulator } from './app.ts'

const { env } = process

const missing = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN'].filter(name => !env[name])
if (missing.length > 0) {
  console.error(`Set ${missing.join(' and ')} to the same values as for the server.`)
  process.exit(1)
}

const simulator = await createSimulator({
  accountSid: env.TWILIO_ACCOUNT_SID ?? '',
  authToken: env.TWILIO_AUTH_TOKEN ?? '',
  statePath: env.SIMULATOR_STATE || undefined,
  seed: env.SIMULATOR_SEED || undefined,
  appUrl: env.APP_URL || undefined,
  testingToken: env.TESTING_TOKEN || undefined,
  publicUrl: env.TWILIO_API_BASE_URL || undefined,
  webhooksAt: env.SIMULATOR_WEBHOOKS_AT || undefined,
  payments:
    env.ADYEN_API_KEY && env.ADYEN_MERCHANT_ACCOUNT && env.ADYEN_HMAC_KEYS && env.ADYEN_WEBHOOK_URL
      ? {
          apiKey: env.ADYEN_API_KEY,
          merchantAccount: env.ADYEN_MERCHANT_ACCOUNT,
          // The newest is what it signs with.
          hmacKey: env.ADYEN_HMAC_KEYS.split(',')[0] ?? '',
          webhookUrl: env.ADYEN_WEBHOOK_URL,
          webhookUser: env.ADYEN_WEBHOOK_USER || undefined,
          webhookPassword: env.ADYEN_WEBHOOK_PASSWORD || undefined,
        }
      : undefined,
  acceptAnyNumber: env.SIMULATOR_ACCEPT_ANY_NUMBER === '1',
})
console.log(
  `The simulator is at ${await simulator.listen(Number(env.SIMULATOR_PORT || 4001), env.SIMULATOR_HOST)}`,
)
if (env.MAIL_PORT) console.log(`Mail is taken at ${await simulator.mail.listen(Number(env.MAIL_PORT))}`)

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    simulator.close().then(
      () => process.exit(0),
      error => {
        console.error('The simulator did not stop cleanly:', error)
        process.exit(1)
      },
    )
  })
}
