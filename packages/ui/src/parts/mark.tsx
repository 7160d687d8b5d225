const leaf =
  'M12 19V9m0 4.500c-3.400-.3-5-2.200-5.300-5.300 3.400.1 5.300 2 5.300 5.300zm0-2.600c.2-3.200 1.800-5.200 5.200-5.700.1 3.500-1.700 5.500-5.200 5.700zm0 6c3-.2 4.500-1.600 5-4.300-3-.1-4.800 1.400-5 4.300z'

/** The mark of the house: a sprig on a disc in the accent. */
export const Mark = ({ size = 30 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden>
    <circle cx="12" cy="12" r="12" fill="var(--accent)" />
    <path
      d={leaf}
      fill="none"
      stroke="var(--on-accent)"
      strokeWidth="1.3"
      strokeLinejoin="round"
      strokeLinecap="round"
    />
  </svg>
)
