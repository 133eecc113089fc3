package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.rollout.Release;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LifecycleBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;

/**
 * The user's own server in a box's pod. It is what the configured resources are for: the box beside
 * it only passes on.
 *
 * @param size of the server
 * @param server its image and where it answers
 */
record BesidePod(Placement.Size size, Release.Beside server) {
  static final String CONTAINER = "server";

  /**
   * Where the box says that nobody needs the server any more: Kubernetes stops both at once, and
   * the box still answers whoever has not heard of it.
   */
  private static final String DRAINED = "/mlbox/drained";

  private static final String HEALTH = "/grpc.health.v1.Health/Check";

  /** Of a box that has no model of its own. */
  static final ResourceRequirements BOX =
      new ResourceRequirementsBuilder()
          .addToRequests("cpu", new Quantity("100m"))
          .addToRequests("memory", new Quantity("384Mi"))
          .addToLimits("memory", new Quantity("384Mi"))
          .build();

  /**
   * The container. It runs as the user that its image names, who must not be root, and may write to
   * its own files, as images of other makers do.
   */
  Container container() {
    return new ContainerBuilder()
        .withName(CONTAINER)
        .withImage(server.image())
        .addNewEnv()
        .withName("PORT")
        .withValue(String.valueOf(server.port()))
        .endEnv()
        .addNewPort()
        .withName("server")
        .withContainerPort(server.port())
        .endPort()
        .withResources(size.resources())
        .withStartupProbe(probe(1, size.startSeconds()))
        .withLivenessProbe(probe(10, 3))
        .withReadinessProbe(probe(2, 3))
        .withSecurityContext(Confinement.ofForeignContainer())
        .build();
  }

  /**
   * Makes the server end after the box, unless the user has said how it ends. A hook that asks is
   * known to every Kubernetes, and costs a server that hangs 5 s; a pause would have to be as long
   * as the box may need, and only clusters from 1.30 have it.
   */
  static void endsAfterBox(PodTemplateSpec template) {
    template.getSpec().getContainers().stream()
        .filter(container -> CONTAINER.equals(container.getName()))
        .filter(
            container ->
                container.getLifecycle() == null || container.getLifecycle().getPreStop() == null)
        .forEach(
            container ->
                container.setLifecycle(
                    new LifecycleBuilder(container.getLifecycle())
                        .withNewPreStop()
                        .withNewHttpGet()
                        .withPath(DRAINED)
                        .withPort(new IntOrString(BoxPods.METRICS_PORT))
                        .endHttpGet()
                        .endPreStop()
                        .build()));
  }

  private Probe probe(int everySeconds, int failures) {
    return asked()
        .withPeriodSeconds(everySeconds)
        .withTimeoutSeconds(2)
        .withFailureThreshold(failures)
        .build();
  }

  /**
   * Kubernetes knows one method of gRPC to ask after a health; of others it sees only that somebody
   * listens, and the box beside asks them before it says that it is ready.
   */
  private ProbeBuilder asked() {
    if (!server.byGrpc()) {
      return new ProbeBuilder()
          .withNewHttpGet()
          .withPath(server.health())
          .withNewPort("server")
          .endHttpGet();
    }
    return server.health().equals(HEALTH)
        ? new ProbeBuilder().withNewGrpc().withPort(server.port()).endGrpc()
        : new ProbeBuilder().withNewTcpSocket().withNewPort("server").endTcpSocket();
  }
}
