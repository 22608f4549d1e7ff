/** What `doublure init` writes, by path; every commented setting shows its default. */
export const firstFiles: Readonly<Record<string, string>> = {
  'doublure.yaml': `# yaml-language-server: $schema=http://localhost:3615/_doublure/schema/config.json
# Configuration of Doublure. A commented line shows a default; DOUBLURE_* variables and options win over this file.

# Port that serves everything (0: a free one), and address to listen on (0.0.0.0 in a container).
# port: 3615
# host: 127.0.0.1

# Address that browsers use and issuers are made of.
# public_url: http://localhost:3615

# https with a certificate of our own, which "doublure ca" shows how to trust: beside plain http as here, or alone on
# the port above with "tls: auto". With a certificate of yours: { cert: ./hub.crt, key: ./hub.key }.
# tls: { auto: true, port: 3616 }

# Hubs to serve: an id, or a mapping that says more.
# hubs:
#   - franceconnect
#   - franceconnect-plus
#   - proconnect
#   - proconnect-rie
#   - id: agentconnect
#     as_of: 2024-04-30              # day whose behaviour is doubled
#     host: agents.test              # a name at which this hub is served at the root
#     strictness: observe
#     redirect_uri_policy: sandbox   # sandbox takes http and localhost, production does not
#     quirks: { post_authorize: documented, lifetimes: code }
#   - agentconnect-rie

# Client registrations: a path, or the list itself. Without it, the demonstration clients.
clients: ./clients.yaml

# A folder of one file a person, added to the built-in people.
personas: ./personas

# Identity providers added to the built-in ones: a path, or the list itself.
# identity_providers:
#   - { id: my-provider, hub: proconnect, title: My provider, email_domains: [my-company.example] }

# Rehearsals added to the built-in ones: a folder of one file a scenario, or the list itself.
# scenarios:
#   - id: bad-nonce
#     title: { fr: Mauvais nonce, en: Wrong nonce }
#     story: { fr: Le jeton répond à une autre demande., en: The token answers another request. }
#     hubs: [franceconnect, proconnect]
#     steps:
#       - do: { fr: Connectez-vous., en: Log in. }
#         expect: { fr: Le service refuse., en: The service refuses. }
#         login: { outcome: success, faults: [invalid-nonce] }

# strict refuses what the real hub refuses; observe lets through what it refuses with a page of its own, and reports it.
# strictness: strict

# The control API answers the loopback interface alone, unless a token is given or it is open to other machines.
# control:
#   token: at-least-8-characters
#   open: false

# Exchanges kept in memory.
# journal:
#   size: 1000

# Folder where clients, people, identity providers, declared answers, reports and the journal outlive a restart;
# without it nothing is written.
# data_dir: ./data

# Where everything is kept: in memory, or in a Redis or Valkey that several servers share, redis://localhost:6379.
# store: memory

# Log of the exchanges (json, line or silent), and whether secrets show in it.
# log: line
# show_secrets: false

# Whose X-Forwarded-* headers are believed: true (one proxy in front), how many, or a list of their addresses.
# trust_proxy: false
`,
  'clients.yaml': `# Clients that may ask for a login. The fields keep their OpenID Connect registration names.
- client_id: my-client
  client_secret: change-me-at-least-32-characters-long
  client_name: My service
  hubs: [franceconnect, proconnect]          # default: every hub
  redirect_uris:
    - http://localhost:3000/callback
  post_logout_redirect_uris:
    - http://localhost:3000/logout-callback
  # scopes: [openid, given_name, email]      # what the habilitation grants; default: the hub's own
  # claims: [amr]                            # what the claims parameter may ask
  # id_token_signed_response_alg: RS256
  # userinfo_signed_response_alg: RS256
`,
  'personas/camille-moreau.yaml': `# One person; the file's name is the id.
kind: citizen
label: Camille Moreau
story: Born in Algeria, so no birthplace; a usage name that differs from the birth name.
given_name: Camille Jeanne
family_name: MOREAU
preferred_username: LEROY
birthdate: 1962-08-24
gender: female
birthcountry: "99352"
email: camille.moreau@example.org
`,
}
