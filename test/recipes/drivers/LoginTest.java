package demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.test.web.servlet.MockMvc;

@SpringBootTest
@AutoConfigureMockMvc
class LoginTest {
    @Autowired
    MockMvc service;

    @Test
    void somebodyLogsIn() throws Exception {
        var session = new MockHttpSession();
        var login = service.perform(get("/oauth2/authorization/hub").session(session)).andReturn().getResponse();
        var request = HttpRequest.newBuilder(URI.create(login.getRedirectedUrl()))
                .header("Doublure-Persona", System.getenv("PERSONA")).build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        var callback = answer.headers().firstValue("location").orElseThrow(() -> new AssertionError(answer.body()));
        assertThat(callback).startsWith("http://localhost:3000/").contains("code=");
        var back = get(URI.create(callback)).session(session);
        assertThat(service.perform(back).andReturn().getResponse().getRedirectedUrl()).doesNotContain("error");
        var context = (SecurityContext) session.getAttribute("SPRING_SECURITY_CONTEXT");
        var person = (OidcUser) context.getAuthentication().getPrincipal();
        assertThat(person.getUserInfo().getClaims()).containsKey("sub").containsKey("given_name");
    }
}
