export const WelcomeScreen = () => null
