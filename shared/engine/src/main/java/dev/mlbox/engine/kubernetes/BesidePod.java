package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.rollout.Release;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
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
