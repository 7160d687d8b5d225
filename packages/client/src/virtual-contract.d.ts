declare module 'virtual:rapport-contract' {
  import type { Contract } from '@rapport/contract'

  const contract: Contract
  export default contract
}
