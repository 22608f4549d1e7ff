import { bilingual, type Language } from '../language.ts'

const words = bilingual(
  {
    blocked: 'compte bloqué',
    deceased: 'décès enregistré à l’état civil',
    none: 'inconnu de l’état civil',
    one_echo: 'état civil : une identité proche',
    several_echoes: 'état civil : plusieurs identités proches',
    marital_name_only: 'état civil : nom d’usage seulement',
    rejected: 'état civil : demande rejetée',
    timeout: 'état civil : ne répond pas à temps',
    unreachable: 'état civil : injoignable',
    unusable: 'état civil : réponse inutilisable',
    no_sub: 'fournisseur : identité sans sub',
    token_failed: 'fournisseur : pas de jeton',
    userinfo_failed: 'fournisseur : pas d’identité',
    malformed_token: 'fournisseur : jeton malformé',
    invalid_identity: 'identité incomplète ou mal formée',
    level_too_low: 'niveau inférieur à celui demandé',
    provider_blocked: 'a bloqué ce fournisseur',
    other_email_domain: 'domaine d’e-mail refusé par ce fournisseur',
    not_public: 'secteur privé',
  },
  {
    blocked: 'account blocked',
    deceased: 'death in the civil register',
    none: 'unknown to the civil register',
    one_echo: 'civil register: one close identity',
    several_echoes: 'civil register: several close identities',
    marital_name_only: 'civil register: usage name only',
    rejected: 'civil register: request rejected',
    timeout: 'civil register: too slow',
    unreachable: 'civil register: out of reach',
    unusable: 'civil register: unusable answer',
    no_sub: 'provider: identity without sub',
    token_failed: 'provider: no token',
    userinfo_failed: 'provider: no identity',
    malformed_token: 'provider: malformed token',
    invalid_identity: 'incomplete or malformed identity',
    level_too_low: 'level below the one asked for',
    provider_blocked: 'has blocked this provider',
    other_email_domain: 'e-mail domain refused by this provider',
    not_public: 'private sector',
  },
)

/** Why a login with a persona will not, or may not, succeed. */
export type PersonaWarning = keyof (typeof words)['fr']

/** The words of a warning. */
export const warningText = (lang: Language, warning: PersonaWarning): string => words[lang][warning]
