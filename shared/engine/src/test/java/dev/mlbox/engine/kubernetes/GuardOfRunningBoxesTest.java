package dev.mlbox.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.config.PodsConfig;
import dev.mlbox.core.rollout.Busy;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.Replicas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A policy that is switched on while a version serves. */
class GuardOfRunningBoxesTest {
  private static final Release V1 = new Release("v1", "sha256:v1", "flights@sha256:v1", Map.of());
  private static final String LABELS =
      "\"labels\": {\"mlbox.dev/model\": \"flights\", \"mlbox.dev/version\": \"v1\"}";
  private static final String POLICY =
      "/apis/networking.k8s.io/v1/namespaces/ml/networkpolicies/flights-v1";

  @TempDir private Path folder;
  private SmallApi api;

  @BeforeEach
  void v1Serves() throws IOException {
    api =
        SmallApi.start()
            .has(
                "/apis/apps/v1/namespaces/ml/deployments/flights-v1",
                "{\"apiVersion\": \"apps/v1\", \"kind\": \"Deployment\", \"metadata\": {\"name\": \"flights-v1\", \"uid\": \"u-1\", %s}}"
                    .formatted(LABELS))
            .has(
                "/api/v1/namespaces/ml/services/flights-v1",
                "{\"apiVersion\": \"v1\", \"kind\": \"Service\", \"metadata\": {\"name\": \"flights-v1\", %s}, \"spec\": {\"clusterIP\": \"10.0.0.9\"}}"
                    .formatted(LABELS));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private static DeployConfig deploy(boolean guarded) {
    return Deploys.of(
        null,
        "ml",
        new PodsConfig(
            Replicas.fixed(1),
            Busy.USUAL,
            Deploys.SMALL,
            Map.of(),
            new PodsConfig.Guard(guarded, false, null)));
  }

  private void start(boolean guarded) throws IOException {
    DeployConfig deploy = deploy(guarded);
    try (Cluster cluster = Cluster.connect(deploy, api.environment(folder))) {
      Patience patience = new Patience(() -> Instant.EPOCH, Duration.ofMinutes(5));
      new KubernetesWorkloads(cluster, Placement.of("flights", deploy, "ml"), patience).start(V1);
    }
  }

  private List<Integer> portsOfTheApiServer() throws IOException {
    JsonNode egress = api.applied(POLICY).path("spec").path("egress");
    return egress.get(egress.size() - 1).path("ports").findValues("port").stream()
        .map(JsonNode::asInt)
        .toList();
  }

  @Test
  void theVersionThatServesIsGuardedToo() throws IOException {
    start(true);
    JsonNode policy = api.applied(POLICY);
    assertThat(policy.path("kind").asText()).isEqualTo("NetworkPolicy");
    assertThat(policy.path("metadata").path("ownerReferences").findValuesAsText("uid"))
        .containsExactly("u-1");
  }

  @Test
  void nothingIsGuardedUnasked() throws IOException {
    start(false);
    assertThat(api.applied(POLICY).isMissingNode()).isTrue();
  }

  @Test
  void boxesReachAnApiServerOnWhateverPort() throws IOException {
    api.has(
        "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices",
        "{\"apiVersion\": \"discovery.k8s.io/v1\", \"kind\": \"EndpointSliceList\", \"items\": [{\"ports\": [{\"port\": 16443}]}]}");
    start(true);
    assertThat(portsOfTheApiServer()).containsExactlyInAnyOrder(443, 6443, 16443, api.port());
  }

  @Test
  void whoMayNotLookAtEndpointsKnowsTheirOwnPort() throws IOException {
    start(true);
    assertThat(portsOfTheApiServer()).containsExactlyInAnyOrder(443, 6443, api.port());
  }

  @Test
  void whoMayNotLookAtEndpointsClosesNoPortThatAnotherHasFound() throws IOException {
    api.has(
        POLICY,
        "{\"apiVersion\": \"networking.k8s.io/v1\", \"kind\": \"NetworkPolicy\", \"metadata\": {\"name\": \"flights-v1\", %s}, \"spec\": {\"egress\": [{\"ports\": [{\"port\": 53, \"protocol\": \"UDP\"}]}, {\"to\": [{\"podSelector\": {}}], \"ports\": [{\"port\": \"http\"}]}, {\"ports\": [{\"port\": 443}, {\"port\": 16443}]}]}}"
            .formatted(LABELS));
    start(true);
    assertThat(portsOfTheApiServer()).containsExactlyInAnyOrder(443, 6443, 16443, api.port());
  }

  @Test
  void boxesReachABucketOnThePortThatTheirSecretNames() throws IOException {
    api.has(
            "/apis/apps/v1/namespaces/ml/deployments/flights-v1",
            "{\"apiVersion\": \"apps/v1\", \"kind\": \"Deployment\", \"metadata\": {\"name\": \"flights-v1\", \"uid\": \"u-1\", %s}, \"spec\": {\"template\": {\"spec\": {\"containers\": [{\"name\": \"box\", \"env\": [{\"name\": \"AWS_ENDPOINT_URL\", \"value\": \"http://minio\"}], \"envFrom\": [{\"secretRef\": {\"name\": \"keys\"}}, {\"secretRef\": {\"name\": \"hidden\"}}]}]}}}}"
                .formatted(LABELS))
        .has(
            "/api/v1/namespaces/ml/secrets/keys",
            "{\"apiVersion\": \"v1\", \"kind\": \"Secret\", \"metadata\": {\"name\": \"keys\"}, \"data\": {\"AWS_ENDPOINT_URL_S3\": \"%s\"}}"
                .formatted(
                    Base64.getEncoder()
                        .encodeToString("http://minio:9000".getBytes(StandardCharsets.UTF_8))));
    start(true);
    assertThat(portsOfTheApiServer()).containsExactlyInAnyOrder(443, 6443, 80, 9000, api.port());
  }

  /** A pilot begins with this: what it may not do ends it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPilotMayDoWhatStartingAVersionThatRunsTakes(boolean guarded) throws IOException {
    start(guarded);

    Set<String> allowed =
        Rule.pilotOf(Placement.of("flights", deploy(guarded), "ml")).stream()
            .map(rule -> rule.verb() + " " + rule.resource())
            .collect(Collectors.toSet());
    assertThat(api.asked())
        .filteredOn(asked -> asked.contains("/namespaces/ml/"))
        .map(asked -> asked.toLowerCase(Locale.ROOT).replaceAll(" .*/ml/([^/]+)/.*", " $1"))
        .isNotEmpty()
        .isSubsetOf(allowed);
  }
}
