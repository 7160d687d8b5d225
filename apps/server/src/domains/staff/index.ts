export { seedRoles } from './roles.ts'
export { createLogin, createLoginWithHash, createSignIn, hashPassword, type SignIn } from './sign-in.ts'
export { loadViewer } from './viewer.ts'
