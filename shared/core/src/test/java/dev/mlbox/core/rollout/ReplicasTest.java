package dev.mlbox.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReplicasTest {

  @Test
  void aCanaryHasTheBoxesThatItsShareNeedsOfWhatTheOthersHaveNow() {
    Replicas replicas = Replicas.parse("2..10");
    assertThat(replicas.forShare(Weight.parse("1%"), 7)).isEqualTo(1);
    assertThat(replicas.forShare(Weight.parse("50%"), 7)).isEqualTo(4);
    assertThat(replicas.forShare(Weight.parse("25%"), 8)).isEqualTo(2);
    assertThat(replicas.forShare(Weight.parse("30%"), 10)).isEqualTo(3);
    assertThat(replicas.forShare(Weight.ALL, 7)).isEqualTo(7);
  }

  @Test
  void whoeverServesAllHasTheLeastAtLeast() {
    assertThat(Replicas.fixed(3).forShare(Weight.ALL, 1)).isEqualTo(3);
    assertThat(Replicas.parse("2..10").forShare(Weight.ALL, 12)).isEqualTo(12);
  }

  @Test
  void otherTextIsRefused() {
    assertThat(Replicas.parse(" 2 .. 10 ")).isEqualTo(new Replicas(2, 10));
    assertThatThrownBy(() -> Replicas.parse("some"))
        .hasMessage("replicas are a number or a range such as 2..10, not: some");
    assertThatThrownBy(() -> Replicas.parse("0")).hasMessage("replicas are 1 or more, not: 0");
  }
}
