package dev.mlbox.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {
  @TempDir Path folder;

  @Test
  void theContextThatIsNamedIsTakenWhateverIsCurrent() throws IOException {
    Kubeconfig kubeconfig = Kubeconfig.read(Deploys.to("prod", null), both("test"));

    assertThat(kubeconfig.context()).isEqualTo("prod");
    assertThat(kubeconfig.client().getMasterUrl()).startsWith("https://prod.example.com");
    assertThat(kubeconfig.namespace()).isEqualTo("of-prod");
  }

  @Test
  void withoutANamedContextTheCurrentOneIsTaken() throws IOException {
    Kubeconfig kubeconfig = Kubeconfig.read(Deploys.to(null, "ml"), both("test"));

    assertThat(kubeconfig.context()).isEqualTo("test");
    assertThat(kubeconfig.namespace()).isEqualTo("ml");
  }

  @Test
  void aContextThatIsNotThereIsRefused() throws IOException {
    Map<String, String> environment = both("test");

    assertThatThrownBy(() -> Kubeconfig.read(Deploys.to("staging", null), environment))
        .hasMessage(
            "there is no context staging in %s (mlbox.yaml:10); expected one of: prod, test"
                .formatted(environment.get("KUBECONFIG")));
  }

  @Test
  void noContextAtAllIsRefused() throws IOException {
    Map<String, String> environment = both("");

    assertThatThrownBy(() -> Kubeconfig.read(Deploys.to(null, null), environment))
        .hasMessage(
            "no context is current in %s (mlbox.yaml:8); expected one of: prod, test; set deploy.context, or choose one with `kubectl config use-context`"
                .formatted(environment.get("KUBECONFIG")));
  }

  @Test
  void aKubeconfigThatIsNotThereIsRefused() {
    String file = folder.resolve("none").toString();

    assertThatThrownBy(() -> Kubeconfig.read(Deploys.to(null, null), Map.of("KUBECONFIG", file)))
        .hasMessage(
            "there is no kubeconfig (%s); expected the file that gives access to the cluster; set KUBECONFIG, or get the file from whoever runs the cluster"
                .formatted(file));
  }

  @Test
  void aKubeconfigThatIsNoneIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("config"), "- a list\n- of things\n");

    assertThatThrownBy(
            () -> Kubeconfig.read(Deploys.to(null, null), Map.of("KUBECONFIG", file.toString())))
        .hasMessageStartingWith("the kubeconfig cannot be read: ")
        .hasMessageEndingWith(
            " (%s); expected a YAML file as `kubectl config view --raw` prints it".formatted(file));
  }

  @Test
  void whatItHoldsIsNotPrintedWhenItCannotBeParsed() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("config"), "users: [{name: ana, user: {token: secret-of-ana\n");

    assertThatThrownBy(
            () -> Kubeconfig.read(Deploys.to(null, null), Map.of("KUBECONFIG", file.toString())))
        .hasMessageStartingWith("the kubeconfig cannot be read: ")
        .hasMessageNotContaining("secret-of-ana");
  }

  @Test
  void contextsOfSeveralFilesAreKnown() throws IOException {
    Path first = Files.writeString(folder.resolve("first"), config("prod", "prod"));
    Path second = Files.writeString(folder.resolve("second"), config("test", "test"));
    Map<String, String> environment = Map.of("KUBECONFIG", first + File.pathSeparator + second);

    assertThat(Kubeconfig.read(Deploys.to(null, null), environment).context()).isEqualTo("prod");
    assertThat(Kubeconfig.read(Deploys.to("test", null), environment).context()).isEqualTo("test");
  }

  private Map<String, String> both(String current) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("config"),
            """
            apiVersion: v1
            kind: Config
            current-context: "%s"
            contexts:
            - {name: prod, context: {cluster: prod, user: me, namespace: of-prod}}
            - {name: test, context: {cluster: test, user: me}}
            clusters:
            - {name: prod, cluster: {server: "https://prod.example.com"}}
            - {name: test, cluster: {server: "https://test.example.com"}}
            users: [{name: me, user: {token: t}}]
            """
                .formatted(current));
    return Map.of("KUBECONFIG", file.toString());
  }

  private static String config(String name, String current) {
    return """
    apiVersion: v1
    kind: Config
    current-context: %s
    contexts: [{name: %s, context: {cluster: %s, user: %s}}]
    clusters: [{name: %s, cluster: {server: "https://%s.example.com"}}]
    users: [{name: %s, user: {token: t}}]
    """
        .formatted(current, name, name, name, name, name, name);
  }
}
