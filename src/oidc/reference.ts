/** Where a rule, a refusal or a criterion comes from, so that pages and reports can cite it. */
export type Reference = {
  /** Title of the document. */
  document: string
  /** Section or heading in it. */
  section?: string
  /** Public address, https. */
  url?: string
}
