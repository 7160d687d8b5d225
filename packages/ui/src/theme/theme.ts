import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'

const ten = (token: string): MantineColorsTuple => {
  const color = `var(${token})`
  return [color, color, color, color, color, color, color, color, color, color]
}

/** One filled button per screen; the others are washed (`light`), lined (`default`) or plain (`subtle`). */
const variants: VariantColorsResolver = ({ variant, color }) => {
  const bad = color === 'bad'
  const ink = bad ? 'var(--bad)' : 'var(--accent)'
  const wash = bad ? 'var(--bad-wash)' : 'var(--accent-wash)'
  if (variant === 'light')
    return { background: wash, hover: wash, color: ink, border: '1px solid transparent' }
  if (variant === 'default')
    return {
      background: 'var(--surface)',
      hover: 'var(--sunken)',
      color: 'var(--ink)',
      border: '1px solid var(--line-2)',
    }
  if (variant === 'subtle')
    return { background: 'transparent', hover: wash, color: ink, border: '1px solid transparent' }
  return {
    background: ink,
    hover: bad ? ink : 'var(--accent-strong)',
    color: bad ? 'var(--ground)' : 'var(--on-accent)',
    border: '1px solid transparent',
  }
}

/** Mantine's own look replaced: our colours, type, radii; shadows only on what floats. */
export const theme = createTheme({
  fontFamily: 'var(--text)',
  headings: { fontFamily: 'var(--display)', fontWeight: '500' },
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1rem', sm: '1.25rem', md: '1.25rem', lg: '1.5rem', xl: '1.625rem' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '20px' },
  radius: { xs: '6px', sm: '9px', md: '12px', lg: '14px', xl: '20px' },
  shadows: { xs: 'none', sm: 'none', md: 'var(--float)', lg: 'var(--float)', xl: 'var(--float)' },
  defaultRadius: 'md',
  primaryColor: 'accent',
  colors: { accent: ten('--accent'), bad: ten('--bad'), gray: ten('--line'), dark: ten('--line') },
  variantColorResolver: variants,
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Button: Button.extend({
      defaultProps: { size: 'md' },
      vars: (_theme, props) => {
        const height = { sm: '2.25rem', lg: '3.25rem' }[String(props.size)] ?? '2.75rem'
        const root: Record<string, string> = { '--button-height': height, '--button-padding-x': '18px' }
        if (props.size === 'lg') Object.assign(root, { '--button-fz': '1rem', '--button-radius': '14px' })
        return { root }
      },
    }),
  },
})

const tokens = {
  '--mantine-color-body': 'var(--ground)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--soft)',
  '--mantine-color-placeholder': 'var(--soft)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--sunken)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-2)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--soft)',
  '--mantine-color-white': 'var(--raised)',
  '--mantine-primary-color-filled': 'var(--accent)',
}

/** Both schemes read the same tokens: `light-dark()` in the tokens themselves tells them apart. */
export const tokensOfMantine: CSSVariablesResolver = () => ({
  variables: tokens,
  light: tokens,
  dark: tokens,
})
