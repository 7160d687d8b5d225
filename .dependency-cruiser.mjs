// Who may use whom. A broken rule says what to do instead. The floors are data: a room uses only rooms below its own.
const floors = [
  ['audit'],
  ['stores', 'staff', 'customers', 'catalog'],
  ['pricing', 'consent', 'templates', 'orders'],
  ['conversations', 'payments'],
  ['inbox', 'outbox', 'receiver', 'carts'],
  ['checkout'],
  ['profiles', 'privacy', 'imports', 'integrations'],
]
const rooms = floors.flat()
const below = room =>
  floors
    .slice(
      0,
      floors.findIndex(floor => floor.includes(room)),
    )
    .flat()
// Neighbours on a floor that may use each other in one direction.
const neighbours = {
  staff: ['stores', 'templates'],
  stores: ['customers'],
  catalog: ['stores'],
  customers: ['catalog'],
  templates: ['consent'],
}

const room = name => `^apps/server/src/domains/${name}/`
const tests = '\\.(test|bench)\\.ts$|-scene\\.ts$|^apps/server/test/|^e2e/|^bench/'

export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'A cycle is a design message: move what both need to a lower floor.',
      from: {},
      to: { circular: true },
    },
    ...rooms.map(name => ({
      name: `${name}-uses-only-lower-floors`,
      severity: 'error',
      comment: `The room «${name}» may use ${[...below(name), ...(neighbours[name] ?? [])].join(', ') || 'no other room'}. News travels upward by event.`,
      from: { path: room(name), pathNot: tests },
      to: {
        path: '^apps/server/src/domains/',
        pathNot: [room(name), ...[...below(name), ...(neighbours[name] ?? [])].map(room)].join('|'),
      },
    })),
    {
      name: 'rooms-have-a-door',
      severity: 'error',
      comment: 'Use another room through its index.ts. If what you need is not there, put it there.',
      from: { path: '^apps/server/src/domains/([^/]+)/', pathNot: tests },
      to: {
        path: '^apps/server/src/domains/([^/]+)/(?!index\\.ts$|routes\\.ts$|contact-point\\.ts$|seal\\.ts$|lists\\.ts$).+',
        pathNot: '^apps/server/src/domains/$1/',
      },
    },
    {
      name: 'routes-are-edges',
      severity: 'error',
      comment: 'Only the wiring (router.ts) imports routes.',
      from: { pathNot: `^apps/server/src/router\\.ts$|${tests}` },
      to: { path: '^apps/server/src/domains/[^/]+/routes\\.ts$' },
    },
    {
      name: 'domains-see-ports-not-adapters',
      severity: 'error',
      comment: 'A domain takes the port (providers/sms.ts) as an argument; the wiring gives it the adapter.',
      from: { path: '^apps/server/src/domains/', pathNot: tests },
      to: { path: '^apps/server/src/providers/[^/]+/' },
    },
    {
      name: 'sdks-stay-in-their-adapter',
      severity: 'error',
      comment:
        'Only apps/server/src/providers/twilio imports the twilio package; the simulator speaks the protocol from outside.',
      from: { path: '^apps/server/src/', pathNot: `^apps/server/src/providers/twilio/|${tests}` },
      to: { path: 'node_modules/twilio' },
    },
    {
      name: 'adyen-stays-in-its-adapter',
      severity: 'error',
      comment:
        'Only apps/server/src/providers/adyen imports @adyen/api-library; the simulator speaks the protocol from outside.',
      from: { path: '^apps/(server|simulator)/src/', pathNot: `^apps/server/src/providers/adyen/|${tests}` },
      to: { path: 'node_modules/@adyen/' },
    },
    {
      name: 'mail-stays-in-its-adapter',
      severity: 'error',
      comment:
        'Only apps/server/src/providers/smtp imports nodemailer; the simulator takes mail from outside.',
      from: { path: '^apps/(server|simulator)/src/', pathNot: `^apps/server/src/providers/smtp/|${tests}` },
      to: { path: 'node_modules/nodemailer' },
    },
    {
      name: 'only-the-outbox-talks',
      severity: 'error',
      comment: 'CON-2: nothing reaches the provider but what the outbox claimed, and it asks the gate.',
      from: {
        path: '^apps/server/src/domains/',
        pathNot: `${room('payments')}|${room('checkout')}send-by-email\\.ts$|${room('receiver')}|${room('outbox')}|${tests}`,
      },
      to: { path: '^apps/server/src/providers/' },
    },
    {
      name: 'only-the-jobs-of-payments-talk',
      severity: 'error',
      comment: 'PAY-1: a verb writes an intent down; only the jobs of payments speak to the provider.',
      from: {
        path: room('payments'),
        pathNot: `${room('payments')}(link|notification|talk|make-link|end-link|ensure-link|send-refund|run-payments|reconcile)\\.ts$|${tests}`,
      },
      to: { path: '^apps/server/src/providers/' },
    },
    {
      name: 'pages-are-an-edge',
      severity: 'error',
      comment:
        'The customer pages use rooms by their doors; nobody uses the pages but the wiring, which gives a room what it needs of them.',
      from: { path: '^apps/server/src/(domains|platform|providers)/' },
      to: { path: '^apps/server/src/pages/' },
    },
    {
      name: 'pages-use-doors',
      severity: 'error',
      comment: 'A page takes what it shows from a room’s index.ts.',
      from: { path: '^apps/server/src/pages/', pathNot: tests },
      to: { path: '^apps/server/src/domains/[^/]+/(?!index\\.ts$|contact-point\\.ts$).+' },
    },
    {
      name: 'platform-knows-no-business',
      severity: 'error',
      comment: 'platform/ is how we run; what the business does lives in domains/.',
      from: { path: '^apps/server/src/platform/' },
      to: { path: '^apps/server/src/(domains|providers)/' },
    },
    {
      name: 'browsers-see-no-server',
      severity: 'error',
      comment: 'Browser apps see contract, client and ui, never the server.',
      from: { path: '^(apps/(associate|console)|packages)/' },
      to: { path: '^apps/server/' },
    },
    {
      name: 'the-simulator-stands-outside',
      severity: 'error',
      comment: 'The simulator knows the provider’s protocol and nothing of ours.',
      from: { path: '^apps/simulator/' },
      to: { path: '^(apps/(server|associate)|packages/(contract|client))/' },
    },
    {
      name: 'contract-is-light',
      severity: 'error',
      comment: 'The contract imports only zod and oRPC, so that everyone can import it.',
      from: { path: '^packages/contract/src/', pathNot: tests },
      to: { pathNot: '^packages/contract/|node_modules/(zod|@orpc)/', dependencyTypesNot: ['core'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
}
