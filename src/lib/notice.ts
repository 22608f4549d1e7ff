/** What a person should read once, in a sentence, and is nobody's defect. */
export class Notice {
  readonly message: string

  constructor(message: string) {
    this.message = message
  }
}
