package dev.mlbox.jenkins.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.AbortException;
import hudson.FilePath;
import hudson.util.Secret;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The credential of a multibranch job, a user and a token, could not be chosen for git. */
class SecretsTest {
  @TempDir private Path folder;

  /** A credential of a kind that answers with what is given. */
  private static <C> C credential(Class<C> kind, Map<String, Object> answers) {
    return kind.cast(
        Proxy.newProxyInstance(
            kind.getClassLoader(),
            new Class<?>[] {kind},
            (proxy, method, arguments) -> answers.get(method.getName())));
  }

  private Map<String, String> given(Secrets secrets) throws Exception {
    return secrets.place(new FilePath(folder.toFile()));
  }

  @Test
  void aUserAndPasswordAreTheTokenForGitWithItsUser() throws Exception {
    Secrets secrets = Secrets.none();

    secrets.addGit(
        credential(
            StandardUsernamePasswordCredentials.class,
            Map.of(
                "getUsername", "ana",
                "isUsernameSecret", false,
                "getPassword", Secret.fromString("t0ken"))),
        "git");

    assertThat(given(secrets))
        .containsOnly(Map.entry("MLBOX_GIT_USER", "ana"), Map.entry("MLBOX_GIT_TOKEN", "t0ken"));
    assertThat(secrets.masked()).containsExactly("t0ken");
  }

  @Test
  void aSecretTextIsTheTokenAlone() throws Exception {
    Secrets secrets = Secrets.none();

    secrets.addGit(
        credential(StringCredentials.class, Map.of("getSecret", Secret.fromString("t0ken"))),
        "git");

    assertThat(given(secrets)).containsOnly(Map.entry("MLBOX_GIT_TOKEN", "t0ken"));
  }

  /** A key of the folder hid the token that all jobs have under the same id. */
  @Test
  void aTokenGoesBeforeAnotherKindOfTheSameId() throws Exception {
    StandardCredentials key = credential(StandardCredentials.class, Map.of());
    StandardCredentials token = credential(StringCredentials.class, Map.of());

    assertThat(
            Secrets.git(
                "forge",
                kind -> Optional.of(kind == StringCredentials.class ? token : key)))
        .isSameAs(token);
    assertThat(
            Secrets.git(
                "forge",
                kind ->
                    kind == StandardCredentials.class ? Optional.of(key) : Optional.empty()))
        .isSameAs(key);
  }

  @Test
  void anIdThatIsNowhereIsNamedWithTheKindsThatWillDo() {
    assertThatThrownBy(() -> Secrets.git("forge", kind -> Optional.empty()))
        .isInstanceOf(AbortException.class)
        .hasMessageStartingWith(
            "There is no credential forge of kind secret text, or user and password that this job may use.");
  }

  @Test
  void anotherKindIsRefused() {
    assertThatThrownBy(
            () -> Secrets.none().addGit(credential(StandardCredentials.class, Map.of()), "key"))
        .isInstanceOf(AbortException.class)
        .hasMessage(
            "The credential key is no token for git: choose a secret text, or a user and password.");
  }
}
