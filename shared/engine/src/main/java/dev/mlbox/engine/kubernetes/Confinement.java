package dev.mlbox.engine.kubernetes;

import io.fabric8.kubernetes.api.model.CapabilitiesBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import java.util.List;

/**
 * What no process of ours may do on a node: exactly what the Pod Security Standards' "restricted"
 * level asks for, so that a namespace that enforces it takes our pods.
 */
final class Confinement {
  private static final long USER = 65_532L;

  private Confinement() {}

  static PodSecurityContext ofPod() {
    return new PodSecurityContextBuilder()
        .withRunAsNonRoot(true)
        .withRunAsUser(USER)
        .withRunAsGroup(USER)
        .withFsGroup(USER)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .build();
  }

  /** Of a pod with a container of other makers', whose image names a user of its own. */
  static PodSecurityContext ofSharedPod() {
    return new PodSecurityContextBuilder(ofPod()).withRunAsUser(null).withRunAsGroup(null).build();
  }

  /** Of a container of ours in such a pod. */
  static SecurityContext ofOneContainer() {
    return new SecurityContextBuilder(ofContainer())
        .withRunAsUser(USER)
        .withRunAsGroup(USER)
        .build();
  }

  /** Of the other makers' one: it may write to its own files. */
  static SecurityContext ofForeignContainer() {
    return new SecurityContextBuilder(ofContainer()).withReadOnlyRootFilesystem(null).build();
  }

  static SecurityContext ofContainer() {
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withCapabilities(new CapabilitiesBuilder().withDrop(List.of("ALL")).build())
        .build();
  }
}
