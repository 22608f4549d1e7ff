/** What was wrong in a form, whole; `*` stands for what varies. The first that fits is taken. */
export const whole: Readonly<Record<string, string>> = {
  'unknown key "*"': 'clé inconnue : "*"',
  'unknown keys: *': 'clés inconnues : *',
  'it needs *: A256GCM beside it, the only content encryption of the hubs':
    'il y faut aussi * : A256GCM, le seul chiffrement de contenu des hubs',
  'it needs * beside it: one without the other encrypts nothing':
    'il y faut aussi * : l’un sans l’autre ne chiffre rien',
  'is missing, text is expected': 'manque ; attendu : un texte',
  'together they say "*", given_name says "*"': 'ensemble ils disent "*", given_name dit "*"',
  'no commune has the INSEE code (COG) "*"': 'aucune commune n’a le code INSEE (COG) "*"',
  'no country or territory has the INSEE code (COG) "*"':
    'aucun pays ni territoire n’a le code INSEE (COG) "*"',
  'received "*", whose last digit breaks the Luhn check; * would pass':
    'reçu : "*", dont le dernier chiffre contredit la clé de Luhn ; * conviendrait',
  '"*" exists already': '"*" existe déjà',
  'a login always has a sub, and it is text: arm a fault for answers that are wrong':
    'une connexion a toujours un sub, qui est un texte : armez une faute pour une réponse fausse',
  'one document is expected, a second one begins here':
    'un seul document est attendu, un deuxième commence ici',
  'the person "*" is already described at *': 'la personne "*" est déjà décrite en *',
  'Too small: expected number to be >=*': 'trop petit ; attendu : * au moins',
  'Too small: expected number to be >*': 'trop petit ; attendu : plus de *',
  'Too big: expected number to be <=*': 'trop grand ; attendu : * au plus',
  'Too small: expected string to have >=* characters': 'trop court ; attendu : * caractères au moins',
  'Too big: expected string to have <=* characters': 'trop long ; attendu : * caractères au plus',
  'Too small: expected array to have >=* items': 'liste trop courte ; attendu : * au moins',
  'Invalid option: expected one of *': 'valeur inconnue ; attendu : l’une de *',
  'Invalid input: expected int, received number': 'un nombre entier est attendu',
  'Invalid input: expected number, received *': 'un nombre est attendu',
  'Invalid input: expected string, received *': 'un texte est attendu',
  'Invalid input: expected boolean, received *': 'true ou false est attendu',
  'Invalid input: expected array, received *': 'une liste est attendue',
  'Invalid input: expected object, received *': 'un objet est attendu',
  'Invalid input: expected record, received *': 'un objet est attendu',
  'Unknown persona "*"': 'personne inconnue : "*"',
  'Unknown client of * "*"': 'client inconnu de * : "*"',
  'Unknown client "*"': 'client inconnu : "*"',
  'Unknown hub "*"': 'hub inconnu : "*"',
  'Unknown identity provider "*"': 'fournisseur d’identité inconnu : "*"',
  'Unknown outcome "*"': 'issue inconnue : "*"',
  'Unknown fault "*"': 'faute inconnue : "*"',
  'Unknown login "*"': 'connexion inconnue : "*"',
  'Unknown criterion "*"': 'critère inconnu : "*"',
  'Persona "*" is an agent, and this hub logs citizens in':
    'la personne "*" est un agent, et ce hub connecte des citoyens',
  'Persona "*" is a citizen, and this hub logs agents in':
    'la personne "*" est un citoyen, et ce hub connecte des agents',
  'JSON: *': 'JSON illisible : « * »',
  '* faults wait for their answers already: disarm those that nobody will meet (DELETE /faults)':
    '* fautes attendent déjà leur réponse : désarmez celles que personne ne rencontrera',
  'The criterion "*" is not to review. Traffic decides it, and nobody’s word, or has not shown it yet. Do what its `how` says, then read the report again.':
    'le critère "*" n’est pas à déclarer : le trafic en décide, ou ne l’a pas encore montré. Faites ce qu’il demande, puis relisez le rapport.',
  'expected a JSON object': 'un objet JSON est attendu',
  'expected a list of registrations, each beginning with "- client_id: ..."':
    'une liste d’enregistrements est attendue, chacun commençant par "- client_id: ..."',
}

/** What came, before what was expected. */
export const came: Readonly<Record<string, string>> = {
  'nothing was given': 'rien n’est donné',
  'no text was given': 'aucun texte n’est donné',
  'an empty list was given': 'la liste est vide',
  '1 character was given': '1 caractère est donné',
  '* characters were given': '* caractères sont donnés',
  'received the number *': 'reçu : le nombre *',
  'received * characters': 'reçu : * caractères',
  'received *': 'reçu : *',
  '* was given': '* est donné',
  '"*" came': 'reçu : "*"',
  'the member "d" makes this a private key': 'le membre "d" en fait une clé privée',
  'jwks is given too': 'jwks est donné aussi',
  'an encrypted response is asked': 'une réponse chiffrée est demandée',
  'unknown hub "*"': 'hub inconnu : "*"',
  'unknown fault "*"': 'faute inconnue : "*"',
  'names a claim that `claims` gives a value': 'nomme un claim auquel `claims` donne une valeur',
  'the fault * cannot reach the client *': 'la faute * ne peut atteindre le client *',
}

/** What was expected. */
export const wanted: Readonly<Record<string, string>> = {
  '"*"': '"*"',
  text: 'un texte',
  string: 'un texte',
  number: 'un nombre',
  int: 'un nombre entier',
  boolean: 'true ou false',
  'true or false': 'true ou false',
  array: 'une liste',
  object: 'un objet',
  record: 'un objet',
  'text of at least one character': 'un texte d’un caractère au moins',
  'text: put quotes around it': 'un texte : mettez-le entre guillemets',
  'text without control characters, not blank and without a space at either end: a header carries it':
    'un texte sans caractère de contrôle, ni vide, ni bordé d’espaces : un en-tête le porte',
  'a client_id of 1 to 256 characters': 'un client_id de 1 à 256 caractères',
  'a client_id of Unicode characters: half of a surrogate pair is none':
    'un client_id en caractères Unicode : la moitié d’une paire n’en est pas un',
  'a secret of at least * characters': 'un secret de * caractères au moins',
  'at least *: the registrations of FranceConnect and ProConnect require it, and drop a client with a shorter secret (it is then unknown)':
    '* au moins : les enregistrements de FranceConnect et de ProConnect l’exigent, et écartent un client dont le secret est plus court (il est alors inconnu)',
  'at least one hub; leave the key out for every hub': 'un hub au moins ; omettez la clé pour tous les hubs',
  'at least one address; a data provider, which logs nobody in, also has response_types: [] and grant_types: []':
    'une adresse au moins ; un fournisseur de données, qui ne connecte personne, a aussi response_types: [] et grant_types: []',
  'at least one public key': 'une clé publique au moins',
  'a list of texts': 'une liste de textes',
  'a list of URIs': 'une liste d’adresses',
  'a list of keys': 'une liste de clés',
  'a list of people': 'une liste de personnes',
  'a domain name': 'un nom de domaine',
  'a domain name without @, such as *': 'un nom de domaine sans @, comme *',
  'an absolute http(s) URI': 'une adresse http(s) absolue',
  'an absolute http(s) URI such as *': 'une adresse http(s) absolue, comme *',
  'a URI without a fragment (#...)': 'une adresse sans fragment (#...)',
  'a key type: RSA, EC or OKP': 'un type de clé : RSA, EC ou OKP',
  'a JSON Web Key': 'une clé JWK',
  'a JSON Web Key Set: *': 'un jeu de clés JWKS : *',
  'the public key alone: remove the private members': 'la clé publique seule : ôtez les membres privés',
  'one of the two (RFC 7591, section 2)': 'l’un des deux (RFC 7591, section 2)',
  'jwks or jwks_uri with the public key to encrypt to':
    'jwks ou jwks_uri, avec la clé publique qui chiffrera',
  'one of *': 'l’un de *',
  'some of *': 'de *',
  'each claim in one of the two': 'chaque claim dans l’un des deux',
  'an object, such as *': 'un objet, comme *',
  'the name of a fault, or *': 'le nom d’une faute, ou *',
  'a registration with a userinfo_signed_response_alg other than null':
    'un enregistrement dont userinfo_signed_response_alg n’est pas null',
  'a registration with an id_token_signed_response_alg other than HS256':
    'un enregistrement dont id_token_signed_response_alg n’est pas HS256',
  'a registration with *': 'un enregistrement avec *',
  '1 to 256; leave the key out to send no such claim':
    'de 1 à 256 ; omettez la clé pour n’envoyer aucun claim de ce nom',
  'a real date as YYYY-MM-DD, YYYY-MM-00 (day unknown) or YYYY-00-00':
    'une vraie date AAAA-MM-JJ, AAAA-MM-00 (jour inconnu) ou AAAA-00-00',
  'male, female or unspecified': 'male, female ou unspecified',
  'the 5 characters of a commune\'s INSEE code (COG), as "75107" or "2A004", for a person born in France (birthcountry 99100)':
    'les 5 caractères du code INSEE (COG) d’une commune, comme "75107" ou "2A004", pour une personne née en France (birthcountry 99100)',
  'the 5 digits of a country\'s INSEE code (COG), as "99100" for France or "99352" for Algeria':
    'les 5 chiffres du code INSEE (COG) d’un pays, comme "99100" pour la France ou "99352" pour l’Algérie',
  'an e-mail address, as "*"': 'une adresse e-mail, comme "*"',
  '7 to 15 digits, spaces and hyphens between them allowed, + first allowed':
    'de 7 à 15 chiffres, espaces et tirets permis entre eux, + permis au début',
  '1 to 256 ASCII characters': 'de 1 à 256 caractères ASCII',
  '"*": a SIREN is the first 9 digits of its SIRET':
    '"*" : un SIREN est le début, en 9 chiffres, de son SIRET',
  'a SIREN of 9 digits without spaces': 'un SIREN de 9 chiffres sans espaces',
  'a SIRET of 14 digits without spaces': 'un SIRET de 14 chiffres sans espaces',
  '1 to 64 letters without accent, digits, hyphens or underscores':
    'de 1 à 64 lettres sans accent, chiffres, tirets ou soulignés',
  'citizen (FranceConnect) or agent (ProConnect, AgentConnect)':
    'citizen (FranceConnect) ou agent (ProConnect, AgentConnect)',
  'a mapping that describes one person': 'un objet qui décrit une personne',
}
