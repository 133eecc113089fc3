package dev.mlbox.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BesidePodTest {
  private static PodTemplateSpec pod(@Nullable Lifecycle ofServer) {
    return new PodTemplateSpecBuilder()
        .withNewSpec()
        .addNewContainer()
        .withName("box")
        .endContainer()
        .addNewContainer()
        .withName(BesidePod.CONTAINER)
        .withLifecycle(ofServer)
        .endContainer()
        .endSpec()
        .build();
  }

  private static Lifecycle ofServer(PodTemplateSpec pod) {
    return pod.getSpec().getContainers().get(1).getLifecycle();
  }

  @Test
  void theServerAsksItsBoxBeforeItEnds() {
    PodTemplateSpec pod = pod(null);
    BesidePod.endsAfterBox(pod);

    assertThat(ofServer(pod).getPreStop().getHttpGet().getPort().getIntVal())
        .isEqualTo(BoxPods.METRICS_PORT);
    assertThat(pod.getSpec().getContainers().get(0).getLifecycle()).isNull();
  }

  @Test
  void whatTheUserSaysOfItsEndIsKept() {
    Lifecycle users =
        new LifecycleBuilder()
            .withNewPreStop()
            .withNewExec()
            .withCommand("/bin/save")
            .endExec()
            .endPreStop()
            .build();
    PodTemplateSpec pod = pod(users);
    BesidePod.endsAfterBox(pod);

    assertThat(ofServer(pod)).isEqualTo(users);
  }

  @Test
  void itsStartIsStillTheUsers() {
    Lifecycle users =
        new LifecycleBuilder()
            .withNewPostStart()
            .withNewExec()
            .withCommand("/bin/warm")
            .endExec()
            .endPostStart()
            .build();
    PodTemplateSpec pod = pod(users);
    BesidePod.endsAfterBox(pod);

    assertThat(ofServer(pod).getPostStart()).isEqualTo(users.getPostStart());
    assertThat(ofServer(pod).getPreStop()).isNotNull();
  }
}
