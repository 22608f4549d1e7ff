/** Has no members but its own: neither its prototype nor anything beyond it names any. */
class Bare {}
Object.setPrototypeOf(Bare.prototype, null)
Reflect.deleteProperty(Bare.prototype, 'constructor')
Object.freeze(Bare.prototype)

/**
 * A record whose names someone else chooses: no `constructor` is in it before it is put there, and `__proto__` is a name
 * like others. To V8 what `Object.create(null)` makes is a dictionary, slow to read, to copy and to write as JSON.
 */
export const bareRecord = <Value>(): Record<string, Value> => new Bare() as Record<string, Value>
