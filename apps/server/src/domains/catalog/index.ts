export { currencyOf } from './currency.ts'
