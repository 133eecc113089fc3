package dev.mlbox.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.config.PodsConfig;
import dev.mlbox.core.rollout.Busy;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.Replicas;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What boxes and pilots show each other. */
class TokenSecretTest {
  private static final Release V2 = new Release("v2", "sha256:v2", "flights@sha256:v2", Map.of());
  private static final String SECRETS = "/api/v1/namespaces/ml/secrets/flights-%s-token";
  private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/ml/deployments";

  @RegisterExtension private final SmallApi api = SmallApi.start();
  @TempDir private Path folder;

  private static DeployConfig deploy(boolean token, @Nullable String metricsSecret) {
    return Deploys.of(
        null,
        "ml",
        new PodsConfig(
            Replicas.fixed(1),
            Busy.USUAL,
            Deploys.SMALL,
            Map.of(),
            new PodsConfig.Guard(false, token, metricsSecret)));
  }

  private void versions(String... versions) {
    String items =
        String.join(
            ",",
            List.of(versions).stream()
                .map(
                    version ->
                        "{\"metadata\": {\"name\": \"flights-%1$s\", \"labels\": {\"mlbox.dev/model\": \"flights\", \"mlbox.dev/version\": \"%1$s\"}}}"
                            .formatted(version))
                .toList());
    api.has(
        DEPLOYMENTS,
        "{\"apiVersion\": \"apps/v1\", \"kind\": \"DeploymentList\", \"items\": [%s]}"
            .formatted(items));
  }

  /** That has boxes which ask for a token. */
  private void asking(String version) {
    api.has(
        DEPLOYMENTS,
        "{\"apiVersion\": \"apps/v1\", \"kind\": \"DeploymentList\", \"items\": [{\"metadata\": {\"name\": \"flights-%1$s\", \"labels\": {\"mlbox.dev/model\": \"flights\", \"mlbox.dev/version\": \"%1$s\"}}, \"spec\": {\"template\": {\"spec\": {\"containers\": [{\"name\": \"box\", \"env\": [{\"name\": \"MLBOX_TOKENS\"}]}]}}}}]}"
            .formatted(version));
  }

  private void secret(String version, String tokens) {
    api.has(
        SECRETS.formatted(version),
        "{\"apiVersion\": \"v1\", \"kind\": \"Secret\", \"metadata\": {\"name\": \"flights-%s-token\", \"labels\": {\"mlbox.dev/model\": \"flights\"}}, \"data\": {\"tokens\": \"%s\"}}"
            .formatted(
                version,
                Base64.getEncoder().encodeToString(tokens.getBytes(StandardCharsets.UTF_8))));
  }

  private String started(DeployConfig deploy) throws IOException {
    // An address in the answer, which a Service has only once it is made.
    try (Cluster cluster = Cluster.connect(deploy, api.environment(folder))) {
      Patience patience = new Patience(() -> Instant.EPOCH, Duration.ofMinutes(5));
      KubernetesWorkloads workloads =
          new KubernetesWorkloads(cluster, Placement.of("flights", deploy, "ml"), patience);
      try {
        workloads.start(V2);
      } catch (NullPointerException e) {
        // The small server gives no address.
      }
    }
    return api.applied(SECRETS.formatted("v2")).at("/stringData/tokens").asText();
  }

  @Test
  void aVersionHasATokenOfItsOwnAndKnowsThoseThatThereAre() throws IOException {
    versions("v0", "v1", "v2");
    secret("v1", "one zero");
    String tokens = started(deploy(true, null));
    assertThat(tokens).matches("[\\w-]{32} one").as("v0 is of before there were tokens");
    JsonNode owner = api.applied(SECRETS.formatted("v2")).at("/metadata/ownerReferences").path(0);
    assertThat(owner.path("kind").asText()).isEqualTo("Deployment");
    assertThat(owner.path("name").asText()).isEqualTo("flights-v2");
  }

  @Test
  void aVersionThatIsStartedAgainKeepsItsOwn() throws IOException {
    versions("v1");
    secret("v1", "one");
    secret("v2", "two gone");
    assertThat(started(deploy(true, null))).isEqualTo("two gone one");
  }

  @Test
  void withoutTokensNoSecretIsMade() throws IOException {
    versions("v0", "v1");
    secret("v1", "of no box that asks for it");
    assertThat(started(deploy(false, null))).isEmpty();
    assertThat(Rule.neededFor(deploy(false, null)))
        .noneMatch(rule -> rule.resource().equals("secrets"));
    assertThat(Rule.neededFor(deploy(true, null)))
        .filteredOn(rule -> rule.resource().equals("secrets"))
        .extracting(Rule::verb)
        .containsExactly("get", "create", "patch");
  }

  @Test
  void aVersionThatAsksForNoneShowsWhatTheOneThatServesAsksFor() throws IOException {
    asking("v1");
    secret("v1", "one zero");
    assertThat(started(deploy(false, null))).isEqualTo("one");
    Placement placement = Placement.of("flights", deploy(false, null), "ml");
    assertThat(secrets(env(new BoxPods(placement, V2).deployment().getSpec().getTemplate())))
        .containsExactly("MLBOX_OTHERS_TOKENS=flights-v2-token/tokens");
    assertThat(
            secrets(
                env(
                    new PilotObjects(placement)
                        .job(V2, new Holder("a", "ana"), "{}", Map.of())
                        .getSpec()
                        .getTemplate())))
        .containsExactly("MLBOX_TOKENS=flights-v2-token/tokens");
    try (Cluster cluster = Cluster.connect(deploy(false, null), api.environment(folder))) {
      assertThat(new ShownTokens(cluster, Map.of("MLBOX_TOKENS", "one")).to(pod(false)))
          .as("its own boxes ask for nothing")
          .isEmpty();
      assertThat(new ShownTokens(cluster, Map.of("MLBOX_TOKENS", "one")).to(pod(true)))
          .contains("one");
    }
  }

  private static List<EnvVar> env(PodTemplateSpec template) {
    return template.getSpec().getContainers().get(0).getEnv();
  }

  @Test
  void boxesAndPilotReadThemFromTheSecretOnly() {
    Placement placement = Placement.of("flights", deploy(true, "prometheus"), "ml");
    assertThat(
            secrets(
                new BoxPods(placement, V2)
                    .deployment()
                    .getSpec()
                    .getTemplate()
                    .getSpec()
                    .getContainers()
                    .get(0)
                    .getEnv()))
        .containsExactly(
            "MLBOX_TOKENS=flights-v2-token/tokens", "MLBOX_METRICS_TOKEN=prometheus/token");
    assertThat(
            secrets(
                new PilotObjects(placement)
                    .job(V2, new Holder("a", "ana"), "{}", Map.of())
                    .getSpec()
                    .getTemplate()
                    .getSpec()
                    .getContainers()
                    .get(0)
                    .getEnv()))
        .containsExactly(
            "MLBOX_TOKENS=flights-v2-token/tokens", "MLBOX_METRICS_TOKEN=prometheus/token");
  }

  private static List<String> secrets(List<EnvVar> variables) {
    return variables.stream()
        .filter(variable -> variable.getValueFrom() != null)
        .filter(variable -> variable.getValueFrom().getSecretKeyRef() != null)
        .map(
            variable ->
                "%s=%s/%s"
                    .formatted(
                        variable.getName(),
                        variable.getValueFrom().getSecretKeyRef().getName(),
                        variable.getValueFrom().getSecretKeyRef().getKey()))
        .toList();
  }

  @Test
  void aDryRunShowsNone() {
    assertThat(DryRun.yaml("flights", deploy(true, null), V2, Map.of()))
        .contains("name: \"flights-v2-token\"", "tokens: \"\"");
  }

  @Test
  void aBoxIsShownWhatItsSecretHoldsAndAnOldOneNothing() throws IOException {
    secret("v2", "two one");
    try (Cluster cluster = Cluster.connect(deploy(true, null), api.environment(folder))) {
      assertThat(new ShownTokens(cluster, Map.of()).to(pod(true))).contains("two one");
      assertThat(new ShownTokens(cluster, Map.of()).to(pod(false))).isEmpty();
      assertThat(new ShownTokens(cluster, Map.of("MLBOX_TOKENS", "given")).to(pod(true)))
          .as("a pilot's own, which may read no Secrets")
          .contains("given");
    }
  }

  private static Pod pod(boolean asking) {
    Placement placement = Placement.of("flights", deploy(asking, null), "ml");
    return new PodBuilder()
        .withSpec(new BoxPods(placement, V2).deployment().getSpec().getTemplate().getSpec())
        .build();
  }
}
