import css from './product-page.module.css'

/** The product's shape while it is on its way. */
export const ProductSkeleton = ({ label }: { label: string }) => (
  <div className={css.page} role="status" aria-label={label} aria-busy="true">
    <span className={css.blankHero} aria-hidden />
    <span className={css.words} aria-hidden>
      <span className={css.blankLine} />
      <span className={css.blankLine} />
      <span className={css.blankTable} />
    </span>
  </div>
)
