type Step = () => void | Promise<void>

/** What stands of a server, to be closed in reverse: when it stops, or when its start fails half-way. */
export type Closing = {
  add(step: Step): void
  /** Closes all, once, whatever of it fails; @throws the first failure. */
  close(): Promise<void>
}

export const createClosing = (): Closing => {
  const steps: Step[] = []
  let closed: Promise<void> | undefined
  const closeAll = async () => {
    const failures: unknown[] = []
    for (const step of steps.reverse()) {
      try {
        await step()
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) throw failures[0]
  }
  return {
    add: (step) => void steps.push(step),
    close() {
      closed ??= closeAll()
      return closed
    },
  }
}
