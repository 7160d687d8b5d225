export const NoCustomer = () => null
