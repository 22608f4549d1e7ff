/** Words of a package's file, those in their place, and why in a comment before it. Spaces and lines count for one space. */
export type Lean = {
  /** Pattern of a path below node_modules. */
  file: string
  says: string | RegExp
  /** As `replace` takes them: `$&` is what is said. */
  shorter: string | ((said: string, ...parts: string[]) => string)
}

/** Finds what a file says, all over it. */
export const said = ({ says }: Lean): RegExp =>
  typeof says === 'string'
    ? new RegExp(says.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/\s+/g, '\\s+'), 'g')
    : says
