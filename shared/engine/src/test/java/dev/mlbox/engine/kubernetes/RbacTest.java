package dev.mlbox.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.config.PodsConfig;
import dev.mlbox.core.rollout.Busy;
import dev.mlbox.core.rollout.Replicas;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RbacTest {

  @Test
  void oneModelsRoleIsNotInTheWayOfAnothers() {
    PodsConfig guarded =
        new PodsConfig(
            Replicas.fixed(1),
            Busy.USUAL,
            Deploys.SMALL,
            Map.of(),
            new PodsConfig.Guard(true, false, null));

    assertThat(Rbac.yaml("flights", Deploys.of("prod", "ml", guarded), false, Map.of()))
        .contains("name: \"flights-deployer\"", "networkpolicies");
    assertThat(Rbac.yaml("churn", Deploys.to("prod", "ml"), false, Map.of()))
        .contains("name: \"churn-deployer\"")
        .doesNotContain("networkpolicies", "name: \"mlbox-deployer\"");
  }

  @Test
  void theRoleOfAPilotThatGuardsBoxesSaysSo() {
    assertThat(pilotsRole(true))
        .contains(
            "{apiGroups: [\"networking.k8s.io\"], resources: [networkpolicies], verbs: [get]}");
    assertThat(pilotsRole(false)).doesNotContain("networkpolicies");
  }

  private static String pilotsRole(boolean guarded) {
    PodsConfig pods =
        new PodsConfig(
            Replicas.fixed(1),
            Busy.USUAL,
            Deploys.SMALL,
            Map.of(),
            new PodsConfig.Guard(guarded, false, null));
    Placement placement = Placement.of("flights", Deploys.of("prod", "ml", pods), "ml");
    return Rule.pilotOf(placement).stream().map(Rule::yaml).collect(Collectors.joining("\n"));
  }

  @Test
  void whoDeploysMaySayInEventsWhatHappensButNeedNot() {
    assertThat(Rbac.yaml("flights", Deploys.to("prod", "ml"), false, Map.of())).contains("events");
    assertThat(Rule.neededFor(Deploys.to("prod", "ml")))
        .noneMatch(rule -> rule.resource().equals("events"));
  }

  @Test
  void whoTrainsInTheClusterMayDoWhatThatTakes() {
    assertThat(Rbac.yaml("flights", Deploys.to("prod", "ml"), false, Map.of()))
        .doesNotContain("pods/exec", "jobs");
    assertThat(Rbac.yaml("flights", Deploys.to("prod", "ml"), true, Map.of()))
        .contains("pods/exec", "jobs");
    assertThat(Rule.neededFor(Deploys.to("prod", "ml"), true))
        .doesNotHaveDuplicates()
        .contains(
            new Rule("batch", "jobs", "delete"),
            new Rule("", "pods/exec", "create"),
            new Rule("", "pods/log", "get"));
  }
}
