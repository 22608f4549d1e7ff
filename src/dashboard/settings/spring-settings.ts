import { cannotDecrypt, type Facts, type LibrarySettings, lines, pathOf } from './facts.ts'

/** Spring Security: properties, and the beans for what properties cannot say. */
export const spring = (facts: Facts): LibrarySettings => {
  const beans = beansOf(facts)
  return {
    library: 'Spring Security (Java)',
    files: [
      { where: 'application.properties', text: properties(facts) },
      ...(beans === undefined ? [] : [{ where: 'HubSecurity.java', text: beans }]),
    ],
    ...cannotDecrypt(facts),
  }
}

const properties = ({ issuer, client_id, secret, redirect, scope }: Facts): string =>
  lines(
    `spring.security.oauth2.client.provider.hub.issuer-uri=${issuer}`,
    `spring.security.oauth2.client.registration.hub.client-id=${escaped(client_id)}`,
    `spring.security.oauth2.client.registration.hub.client-secret=${escaped(secret)}`,
    'spring.security.oauth2.client.registration.hub.client-authentication-method=client_secret_post',
    'spring.security.oauth2.client.registration.hub.authorization-grant-type=authorization_code',
    `spring.security.oauth2.client.registration.hub.redirect-uri=${escaped(redirect)}`,
    `spring.security.oauth2.client.registration.hub.scope=${scope.replaceAll(' ', ',')}`,
  )

/** A value of a properties file. */
const escaped = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r')

/** A text of Java. */
const text = (value: string): string => JSON.stringify(value)

const beansOf = (facts: Facts): string | undefined => {
  const { acr, userinfoAlg, idTokenAlg, redirect } = facts
  const isSigned = userinfoAlg !== undefined
  return lines(
    ...imports(facts).map((name) => `import ${name};`),
    '',
    '@Configuration',
    'class HubSecurity {',
    '    @Bean',
    '    SecurityFilterChain security(HttpSecurity http, ClientRegistrationRepository clients) throws Exception {',
    ...(acr === undefined ? [] : levelLines(acr)),
    '        return http.authorizeHttpRequests(all -> all.anyRequest().authenticated())',
    '                .oauth2Login(login -> login',
    acr !== undefined &&
      '                        .authorizationEndpoint(end -> end.authorizationRequestResolver(resolver))',
    isSigned && '                        .userInfoEndpoint(end -> end.oidcUserService(HubSecurity::person))',
    `                        .redirectionEndpoint(end -> end.baseUri(${text(pathOf(redirect))})))`,
    '                .build();',
    '    }',
    ...(userinfoAlg === undefined ? [] : personLines(userinfoAlg)),
    ...(idTokenAlg === 'RS256' ? [] : decoderLines(idTokenAlg)),
    '}',
  )
}

/** The class that names an algorithm. */
const algorithms = (alg = ''): string =>
  `org.springframework.security.oauth2.jose.jws.${alg.startsWith('HS') ? 'MacAlgorithm' : 'SignatureAlgorithm'}`

const algorithm = (alg: string): string => `${algorithms(alg).split('.').at(-1)}.${alg}`

const imports = ({ acr, userinfoAlg, idTokenAlg }: Facts): string[] => {
  const security = 'org.springframework.security'
  const signed = [
    `${security}.core.authority.AuthorityUtils`,
    `${security}.oauth2.client.oidc.userinfo.OidcUserRequest`,
    `${security}.oauth2.core.oidc.OidcUserInfo`,
    `${security}.oauth2.core.oidc.user.DefaultOidcUser`,
    `${security}.oauth2.core.oidc.user.OidcUser`,
    ...(userinfoAlg?.startsWith('HS') ? ['javax.crypto.spec.SecretKeySpec'] : [algorithms(userinfoAlg)]),
    `${security}.oauth2.jwt.NimbusJwtDecoder`,
    'org.springframework.web.client.RestClient',
  ]
  const other = [
    `${security}.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory`,
    `${security}.oauth2.client.registration.ClientRegistration`,
    algorithms(idTokenAlg),
    `${security}.oauth2.jwt.JwtDecoderFactory`,
  ]
  const always = [
    'org.springframework.context.annotation.Bean',
    'org.springframework.context.annotation.Configuration',
    `${security}.config.annotation.web.builders.HttpSecurity`,
    `${security}.oauth2.client.registration.ClientRegistrationRepository`,
    `${security}.web.SecurityFilterChain`,
  ]
  return [
    ...new Set([
      ...always,
      ...(acr === undefined
        ? []
        : [`${security}.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver`]),
      ...(userinfoAlg === undefined ? [] : signed),
      ...(idTokenAlg === 'RS256' ? [] : other),
    ]),
  ].sort()
}

const levelLines = (acr: string): string[] => [
  '        // The hub asks for a level, and refuses PKCE.',
  '        var resolver = new DefaultOAuth2AuthorizationRequestResolver(clients, "/oauth2/authorization");',
  '        resolver.setAuthorizationRequestCustomizer(request -> request.additionalParameters(parameters -> {',
  `            parameters.put("acr_values", ${text(acr)});`,
  '            parameters.keySet().removeIf(name -> name.startsWith("code_challenge"));',
  '        }).attributes(kept -> kept.remove("code_verifier")));',
]

const personLines = (alg: string): string[] => [
  '',
  '    /** userinfo is a signed token, and Spring reads JSON only. */',
  '    static OidcUser person(OidcUserRequest login) {',
  '        var provider = login.getClientRegistration().getProviderDetails();',
  '        var answer = RestClient.create().get().uri(provider.getUserInfoEndpoint().getUri())',
  '                .headers(headers -> headers.setBearerAuth(login.getAccessToken().getTokenValue()))',
  '                .retrieve().body(String.class);',
  ...(alg.startsWith('HS')
    ? [
        '        var secret = login.getClientRegistration().getClientSecret().getBytes();',
        '        var decoder = NimbusJwtDecoder.withSecretKey(new SecretKeySpec(secret, "HmacSHA256")).build();',
      ]
    : [
        '        var decoder = NimbusJwtDecoder.withJwkSetUri(provider.getJwkSetUri())',
        `                .jwsAlgorithm(${algorithm(alg)}).build();`,
      ]),
  '        var claims = decoder.decode(answer).getClaims();',
  '        if (!login.getIdToken().getSubject().equals(claims.get("sub")))',
  '            throw new IllegalStateException("userinfo is of another person");',
  '        return new DefaultOidcUser(AuthorityUtils.createAuthorityList("ROLE_USER"), login.getIdToken(), new OidcUserInfo(claims));',
  '    }',
]

const decoderLines = (alg: string): string[] => [
  '',
  '    @Bean',
  '    JwtDecoderFactory<ClientRegistration> idTokens() {',
  '        var factory = new OidcIdTokenDecoderFactory();',
  `        factory.setJwsAlgorithmResolver(client -> ${algorithm(alg)});`,
  '        return factory;',
  '    }',
]
