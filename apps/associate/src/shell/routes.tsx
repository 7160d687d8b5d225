import { orpc, piece } from '@rapport/client'
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { withTexts } from '../i18n/texts.ts'
import {
  cartSearch,
  cartsSearch,
  chatSearch,
  conversationSearch,
  customersSearch,
  productSearch,
  productsSearch,
  signInSearch,
  welcomeSearch,
} from './search-params.ts'
import { fetchSession } from './session.ts'

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()()

const setupStatus = () => orpc.setup.status.queryOptions()

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  validateSearch: welcomeSearch,
  beforeLoad: async ({ context }) => {
    const { needed } = await context.queryClient.fetchQuery({ ...setupStatus(), staleTime: 0 })
    if (!needed) throw redirect({ to: '/sign-in' })
  },
  component: lazyRouteComponent(
    piece(() => import('../welcome/welcome-screen.tsx')),
    'WelcomeScreen',
  ),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: signInSearch,
  beforeLoad: async ({ context }) => {
    const { needed } = await context.queryClient.ensureQueryData(setupStatus())
    if (needed) throw redirect({ to: '/welcome' })
  },
  component: lazyRouteComponent(
    piece(() => import('../sign-in/sign-in-screen.tsx')),
    'SignInScreen',
  ),
})

const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  beforeLoad: async ({ context, location }) => {
    if (await fetchSession(context.queryClient)) return
    const from = location.pathname === '/' ? undefined : location.href
    throw redirect({ to: '/sign-in', search: from === undefined ? {} : { from } })
  },
  component: lazyRouteComponent(
    piece(() => import('./app-layout.tsx')),
    'AppLayout',
  ),
})

const home = createRoute({
  getParentRoute: () => app,
  path: '/',
  beforeLoad: async ({ context }) => {
    const may = (await fetchSession(context.queryClient))?.permissions ?? []
    if (may.includes('message.send')) throw redirect({ to: '/chat' })
    throw redirect({ to: may.includes('customer.read') ? '/customers' : '/more' })
  },
})

const chat = createRoute({
  getParentRoute: () => app,
  path: '/chat',
  validateSearch: chatSearch,
  component: lazyRouteComponent(
    piece(() => import('../conversations/list/chat-layout.tsx')),
    'ChatLayout',
  ),
})
const chatIndex = createRoute({
  getParentRoute: () => chat,
  path: '/',
  component: lazyRouteComponent(
    piece(() => import('../conversations/list/no-conversation.tsx')),
    'NoConversation',
  ),
})
const conversation = createRoute({
  getParentRoute: () => chat,
  path: '/$conversationId',
  validateSearch: conversationSearch,
  component: lazyRouteComponent(
    piece(() => withTexts(['conversation', 'selling'], import('../conversations/conversation-page.tsx'))),
    'ConversationPage',
  ),
})

const customers = createRoute({
  getParentRoute: () => app,
  path: '/customers',
  validateSearch: customersSearch,
  component: lazyRouteComponent(
    piece(() => withTexts(['customers', 'selling'], import('../customers/customers-layout.tsx'))),
    'CustomersLayout',
  ),
})
const customersIndex = createRoute({
  getParentRoute: () => customers,
  path: '/',
  component: lazyRouteComponent(
    piece(() => import('../customers/no-customer.tsx')),
    'NoCustomer',
  ),
})
const customer = createRoute({
  getParentRoute: () => customers,
  path: '/$customerId',
  component: lazyRouteComponent(
    piece(() => import('../customer/profile-page.tsx')),
    'ProfilePage',
  ),
})
const customerOverview = createRoute({
  getParentRoute: () => customer,
  path: '/',
  component: lazyRouteComponent(
    piece(() => import('../customer/overview/overview-tab.tsx')),
    'OverviewTab',
  ),
})
const customerOrders = createRoute({
  getParentRoute: () => customer,
  path: '/orders',
  component: lazyRouteComponent(
    piece(() => import('../customer/orders/orders-tab.tsx')),
    'OrdersTab',
  ),
})
const customerWishlist = createRoute({
  getParentRoute: () => customer,
  path: '/wishlist',
  component: lazyRouteComponent(
    piece(() => import('../customer/wishlist/wishlist-tab.tsx')),
    'WishlistTab',
  ),
})
const customerNotes = createRoute({
  getParentRoute: () => customer,
  path: '/notes',
  component: lazyRouteComponent(
    piece(() => import('../customer/notes/notes-tab.tsx')),
    'NotesTab',
  ),
})
const customerTimeline = createRoute({
  getParentRoute: () => customer,
  path: '/timeline',
  component: lazyRouteComponent(
    piece(() => import('../customer/timeline/timeline-tab.tsx')),
    'TimelineTab',
  ),
})
const customerOrder = createRoute({
  getParentRoute: () => customers,
  path: '/$customerId/orders/$orderId',
  component: lazyRouteComponent(
    piece(() => withTexts(['selling'], import('../customer/orders/order-page.tsx'))),
    'OrderPage',
  ),
})
const editCustomer = createRoute({
  getParentRoute: () => customers,
  path: '/$customerId/edit',
  component: lazyRouteComponent(
    piece(() => import('../customers/edit/edit-page.tsx')),
    'EditCustomerPage',
  ),
})
const optIn = createRoute({
  getParentRoute: () => customers,
  path: '/$customerId/opt-in',
  component: lazyRouteComponent(
    piece(() => withTexts(['conversation'], import('../customers/opt-in-page.tsx'))),
    'OptInPage',
  ),
})

const customerCart = createRoute({
  getParentRoute: () => customers,
  path: '/$customerId/cart',
  validateSearch: cartSearch,
  component: lazyRouteComponent(
    piece(() => withTexts(['selling'], import('../cart/cart-page.tsx'))),
    'CartPage',
  ),
})
const carts = createRoute({
  getParentRoute: () => app,
  path: '/carts',
  validateSearch: cartsSearch,
  component: lazyRouteComponent(
    piece(() => withTexts(['selling'], import('../cart/saved/carts-screen.tsx'))),
    'CartsScreen',
  ),
})

const products = createRoute({
  getParentRoute: () => app,
  path: '/products',
  validateSearch: productsSearch,
  component: lazyRouteComponent(
    piece(() => withTexts(['products'], import('../products/products-layout.tsx'))),
    'ProductsLayout',
  ),
})
const productsIndex = createRoute({
  getParentRoute: () => products,
  path: '/',
  component: lazyRouteComponent(
    piece(() => import('../products/no-product.tsx')),
    'NoProduct',
  ),
})
const product = createRoute({
  getParentRoute: () => products,
  path: '/$productId',
  validateSearch: productSearch,
  component: lazyRouteComponent(
    piece(() => import('../products/page/product-page.tsx')),
    'ProductPage',
  ),
})

const more = createRoute({
  getParentRoute: () => app,
  path: '/more',
  component: lazyRouteComponent(
    piece(() => withTexts(['selling', 'customers'], import('../more/more-screen.tsx'))),
    'MoreScreen',
  ),
})

const mentions = createRoute({
  getParentRoute: () => app,
  path: '/mentions',
  component: lazyRouteComponent(
    piece(() => withTexts(['customers'], import('../more/mentions-screen.tsx'))),
    'MentionsScreen',
  ),
})

export const routeTree = root.addChildren([
  welcome,
  signIn,
  app.addChildren([
    home,
    chat.addChildren([chatIndex, conversation]),
    customers.addChildren([
      customersIndex,
      customer.addChildren([
        customerOverview,
        customerOrders,
        customerWishlist,
        customerNotes,
        customerTimeline,
      ]),
      customerOrder,
      customerCart,
      editCustomer,
      optIn,
    ]),
    carts,
    products.addChildren([productsIndex, product]),
    more,
    mentions,
  ]),
])
