/**
 * Codes that FranceConnect gives to errors thrown inside oidc-provider: it derives them from the place that throws in
 * release 9.1.x, which an upgrade moves. Here they are found by class and by text: the detail where the description of a
 * class never changes, the description otherwise. `*` stands for any text. What is not here is `Y040001`.
 */
export const libraryCodes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  InvalidRequest: {
    'could not parse the claims parameter JSON': 'Y0485169',
    'claims parameter should be a JSON object': 'Y04C032B',
    'claims parameter should have userinfo or id_token properties': 'Y0420EF4',
    'claims.userinfo should be an object': 'Y0465CB6',
    'claims.id_token should be an object': 'Y04AAA70',
    'invalid claims.id_token.acr.values type': 'Y045A94D',
    'openid scope must be requested when using the * parameter': 'Y04EE963',
    'requested response_type is not allowed for this client': 'Y0429C56',
    'missing required parameter*': 'Y048017B',
    '* must not be provided twice': 'Y0496E4A',
    'could not find logout details': 'Y047B9D9',
    'xsrf token invalid': 'Y04976CE',
    'could not decode id_token_hint': 'Y04FEDB9',
    'client_id does not match the provided id_token_hint': 'Y0467882',
    'could not validate id_token_hint': 'Y045AFAE',
    'post_logout_redirect_uri not registered': 'Y04CFAEF',
    'this token does not belong to you': 'Y0466776',
    'requested grant type is not allowed for this client': 'Y04632E7',
    'access token must only be provided using one mechanism': 'Y04514E0',
    'authorization header scheme must be `Bearer`': 'Y043D61A',
    'authorization header scheme must be `DPoP` when DPoP is used': 'Y04F20DC',
    '`DPoP` header not provided': 'Y0452FF5',
    '`DPoP` tokens must be provided via an authorization header': 'Y04813E3',
    'client_id and client_secret in the authorization header are not properly encoded': 'Y04328E9',
    'client_secret must be provided in the Authorization header': 'Y045CC8C',
    'invalid client_assertion format': 'Y04E1CFF',
    'client_assertion_type must be provided': 'Y04AF36C',
    'client_assertion_type must have value *': 'Y04EA12E',
    'no client authentication mechanism provided': 'Y044FEB3',
    'origin * not allowed for client: *': 'Y0489AFE',
    'failed to parse the request body': 'Y04A25F2',
    'only * content-type bodies are supported on *': 'Y043C322',
    'code_verifier must be a string with a minimum length of 43 characters': 'Y04F7D1A',
    'code_verifier must be a string with a maximum length of 128 characters': 'Y04E55DE',
    'code_verifier contains invalid characters': 'Y04A079C',
  },
  SessionNotFound: {
    'authorization request has expired': 'Y04D5AB7',
    'interaction session not found': 'Y04CAB72',
    'authorization session and cookie identifier mismatch': 'Y04D7C28',
    'interaction session and authentication session mismatch': 'Y042BB27',
  },
  InvalidRedirectUri: { '*': 'Y04C013C' },
  UnsupportedResponseType: { '*': 'Y0411646' },
  UnsupportedGrantType: { '*': 'Y04C2044' },
  InvalidScope: { 'requested scope is not allowed': 'Y044D706' },
  InsufficientScope: {
    'access token missing requested scope': 'Y04CE9C8',
    'access token missing openid scope': 'Y041CBDC',
  },
  AccessDenied: {
    'authorization request resolved without requesting interactions but no account id was resolved':
      'Y0417366',
    'authorization request resolved without requesting interactions but no scope was granted': 'Y0482627',
  },
  InvalidClient: { 'unrecognized id_token_hint audience': 'Y0429C91' },
  InvalidClientMetadata: {
    'could not determine a sector identifier': 'Y047AC5A',
    'could not load sector_identifier_uri response': 'Y04ED062',
    'unexpected sector_identifier_uri response status code, *': 'Y04A8220',
    'failed to parse sector_identifier_uri JSON response': 'Y049E35D',
    'all registered redirect_uris must be included in the sector_identifier_uri response': 'Y04639D8',
    'sector_identifier_uri must return single JSON array': 'Y04639D8',
    'sector_identifier_uri must return an array of redirect_uri values': 'Y04639D8',
    'client JSON Web Key Set failed to be refreshed': 'Y044D511',
    'no suitable encryption key found (*)': 'Y046B607',
    '*': 'Y043310B',
  },
  InvalidGrant: {
    'authorization code invalid (referenced account not found)': 'Y04F00CD',
    'accountId mismatch': 'Y043F60B',
    'authorization code not found': 'Y049E20B',
    'client mismatch': 'Y047A2EA',
    'authorization code is expired': 'Y043F0A8',
    'grant not found': 'Y04D8B5C',
    'grant is expired': 'Y049D91E',
    'authorization code redirect_uri mismatch': 'Y04F8199',
    'authorization code already consumed': 'Y0416228',
    'DPoP proof JWT not provided': 'Y047251D',
    'PKCE verification failed': 'Y0446550',
  },
  InvalidToken: {
    'grant not found': 'Y0489D15',
    'grant is expired': 'Y0446BD3',
    'clientId mismatch': 'Y0467C9C',
    'accountId mismatch': 'Y0422EDE',
    'token audience prevents accessing the userinfo endpoint': 'Y04198E0',
    'failed jkt verification': 'Y041856A',
    'failed x5t#S256 verification': 'Y042B72B',
    'access token is not sender-constrained but proof of possession was provided': 'Y048D02B',
  },
  NoAccessTokenProvided: { '*': 'Y04146A2' },
  InvalidClientAuth: {
    'sub (JWT subject) must be provided in the client_assertion JWT': 'Y044B38D',
    'client not found': 'Y0479FCE',
    'the provided authentication mechanism does not match the registered client authentication method':
      'Y044D82C',
    'invalid secret provided': 'Y0434A7B',
    'alg mismatch': 'Y046737D',
    'expiration must be specified in the client_assertion JWT': 'Y0480889',
    'unique jti (JWT ID) must be provided in the client_assertion JWT': 'Y04C5ACB',
    'iss (JWT issuer) must be provided in the client_assertion JWT': 'Y04AC0DD',
    'iss (JWT issuer) must be the client_id': 'Y0421A2A',
    'aud (JWT audience) must be provided in the client_assertion JWT': 'Y0464868',
    'list of audience (aud) must include the endpoint url, issuer identifier or token endpoint url':
      'Y045642B',
    'audience (aud) must equal the endpoint url, issuer identifier or token endpoint url': 'Y04C17F5',
    'client assertion tokens must only be used once': 'Y0486328',
    '*': 'Y04F7688',
  },
  InvalidDpopProof: {
    'DPoP nonces are not supported': 'Y0430C74',
    'DPoP proof iat is not recent enough': 'Y047083F',
    'DPoP proof must have a iat number property': 'Y04D6A0A',
    'DPoP proof must have a jti string property': 'Y0493848',
    'DPoP proof nonce must be a string': 'Y04743BC',
    'DPoP proof htm mismatch': 'Y04FFAB2',
    'DPoP proof htu mismatch': 'Y04ADEC2',
    'DPoP proof ath mismatch': 'Y049A235',
    'invalid DPoP key binding': 'Y0480E8B',
  },
}

/** Classes whose description is always the same: what went wrong is in the detail. */
export const toldByDetail: ReadonlySet<string> = new Set([
  'InvalidGrant',
  'InvalidToken',
  'NoAccessTokenProvided',
  'InvalidClientAuth',
  'AccessDenied',
])

/** How release 9.1.x worded what the running release says otherwise. */
export const rewordings: Readonly<Record<string, string>> = {
  'code_verifier must be provided': 'PKCE verification failed',
  'unsupported code_challenge_method': 'PKCE verification failed',
  'code_verifier does not match code_challenge': 'PKCE verification failed',
  invalid_client_metadata: 'client JSON Web Key Set is invalid',
}

/** Texts to which the running release adds a detail that release 9.1.x did not have. */
export const withoutDetail: ReadonlySet<string> = new Set([
  'could not parse the claims parameter JSON',
  'failed to parse the request body',
  'invalid client_assertion format',
  'client_id and client_secret in the authorization header are not properly encoded',
])
