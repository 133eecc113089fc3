package dev.mlbox.engine.kubernetes;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What boxes are shown by whoever reads their counts. A box that asks for nothing, such as one of
 * before there were tokens, is shown nothing, and no Secret is read for it.
 */
final class ShownTokens {
  private final Cluster cluster;
  private final String given;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  /**
   * @param environment of a pilot, which is given its version's and may read no Secrets
   */
  ShownTokens(Cluster cluster, Map<String, String> environment) {
    this.cluster = cluster;
    this.given = environment.getOrDefault(TokenSecret.VARIABLE, "").strip();
  }

  /**
   * For a pod's boxes.
   *
   * @throws dev.mlbox.core.problem.MlboxException INVALID when the Secret may not be read
   */
  Optional<String> to(Pod pod) {
    return pod.getSpec().getContainers().stream()
        .flatMap(container -> container.getEnv().stream())
        .filter(variable -> TokenSecret.VARIABLE.equals(variable.getName()))
        .findFirst()
        .flatMap(ShownTokens::secret)
        .map(name -> given.isEmpty() ? remembered(name) : given)
        .filter(tokens -> !tokens.isEmpty());
  }

  private static Optional<String> secret(EnvVar variable) {
    return Optional.ofNullable(variable.getValueFrom())
        .map(from -> from.getSecretKeyRef())
        .map(SecretKeySelector::getName);
  }

  /** Reads it anew at the next need: a box has just refused it. */
  void forget() {
    known.clear();
  }

  /** One that is not there yet may be there soon. */
  private String remembered(String name) {
    String before = known.get(name);
    if (before != null) {
      return before;
    }
    String tokens = read(name);
    if (!tokens.isEmpty()) {
      known.put(name, tokens);
    }
    return tokens;
  }

  private String read(String name) {
    Secret secret =
        cluster.ask(
            () -> cluster.client().secrets().inNamespace(cluster.namespace()).withName(name).get());
    return secret == null ? "" : String.join(" ", TokenSecret.tokens(secret));
  }
}
