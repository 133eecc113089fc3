package dev.mlbox.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.config.PodsConfig.Resources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  @Test
  void objectsAreCalledAfterTheModel() {
    Names names = new Names("flights");

    assertThat(names.service()).isEqualTo("flights");
    assertThat(names.of("9f31c0de12")).isEqualTo("flights-9f31c0de12");
    assertThat(names.memory()).isEqualTo("flights-mlbox");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Flights", "my_model", "2nd", "a-", "", "a.b"})
  void whatKubernetesDoesNotTakeIsRefused(String model) {
    assertThatThrownBy(() -> new Names(model))
        .hasMessage(
            "model "
                + model
                + " cannot be the name of a Kubernetes Service; expected lower-case letters,"
                + " digits and hyphens, a letter first, at most 52 in all;"
                + " choose another name for model: in mlbox.yaml");
  }

  @Test
  void aNameMayHave52Letters() {
    assertThat(new Names("m".repeat(52)).of("9f31c0de12")).hasSize(63);
    assertThatThrownBy(() -> new Names("m".repeat(53))).hasMessageContaining("at most 52");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lots", "", "-1", "0", "1 GB"})
  void anAmountThatIsNoneIsRefused(String memory) {
    var deploy = Deploys.of(null, null, 1, new Resources("100m", memory, java.util.Map.of()));

    assertThatThrownBy(() -> Placement.of("flights", deploy, "ml"))
        .hasMessage(
            "memory "
                + memory
                + " is no amount (mlbox.yaml:8); expected Kubernetes' notation,"
                + " such as 500m for cpu or 1Gi for memory");
  }

  @Test
  void whatRemovesAModelRemovesNothingElse() {
    assertThat(new Names("flights").removal("ml"))
        .isEqualTo(
            "kubectl -n ml delete -l mlbox.dev/model=flights deployments,services,configmaps,serviceaccounts,roles,rolebindings,horizontalpodautoscalers,poddisruptionbudgets,networkpolicies,jobs");
  }
}
