/** Who logs in to a client, every time and without a page, until told otherwise. */
export type Autologin = {
  client_id: string
  persona: string
  /** Absent: on every hub of the client. */
  hub?: string
}

/** Standing logins, one a client and hub. */
export class Autologins {
  readonly #listeners = new Set<() => void>()
  #all: readonly Autologin[] = []

  /** Takes the place of the one of the same client and hub. */
  put(autologin: Autologin): void {
    this.remove(autologin.client_id, autologin.hub, { exactly: true })
    this.#become([...this.#all, autologin])
  }

  /** The one of this very hub before the one of every hub. */
  find(client_id: string, hub: string): Autologin | undefined {
    const own = this.list(client_id)
    return own.find((one) => one.hub === hub) ?? own.find((one) => one.hub === undefined)
  }

  list(client_id?: string): readonly Autologin[] {
    return this.#all.filter((one) => client_id === undefined || one.client_id === client_id)
  }

  /** Removes those of a client, or the one of a hub (`exactly`: of no hub, when none is named); says whether any was. */
  remove(client_id: string, hub?: string, { exactly = false } = {}): boolean {
    const left = this.#all.filter(
      (one) => one.client_id !== client_id || ((hub !== undefined || exactly) && one.hub !== hub),
    )
    const removed = left.length < this.#all.length
    if (removed) this.#become(left)
    return removed
  }

  clear(): void {
    this.#become([])
  }

  /** Listens to changes; returns how to stop. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #become(all: readonly Autologin[]): void {
    this.#all = all
    for (const listener of this.#listeners) listener()
  }
}
