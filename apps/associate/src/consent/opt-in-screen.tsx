/** Stands in until the opt-in screen is here. */
export const OptInScreen = (props: { customerId: string }) => <p>{props.customerId}</p>
