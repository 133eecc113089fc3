package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The Secret of a version: its own token, and those of the versions that there were when it was
 * deployed. Boxes read it once, when they start, so nothing in it changes while they run; the next
 * version has a new token. It goes when the version's Deployment goes.
 */
record TokenSecret(Placement placement) {
  static final String VARIABLE = "MLBOX_TOKENS";
  static final String KEY = "tokens";

  /** What a box that asks for nothing shows those that do. */
  private static final String OTHERS_VARIABLE = "MLBOX_OTHERS_TOKENS";

  private static final String METRICS_VARIABLE = "MLBOX_METRICS_TOKEN";
  private static final String METRICS_KEY = "token";
  private static final int BYTES = 24;

  /**
   * Makes sure that there is one; its own token stays as it is.
   *
   * @param others versions that there are
   */
  Secret ensure(OwnObjects objects, String version, Collection<String> others) {
    Set<String> tokens = new LinkedHashSet<>(tokens(objects, version));
    if (tokens.isEmpty()) {
      tokens.add(newToken());
    }
    for (String other : others) {
      tokens(objects, other).stream().limit(1).forEach(tokens::add);
    }
    Secret secret = of(version, String.join(" ", tokens));
    objects.apply(secret);
    return secret;
  }

  /**
   * Those of other versions alone, for one that asks for none itself: what they ask for is shown to
   * them as long as they are there. Nobody reads or writes a Secret where no version asks.
   *
   * @param asking versions whose boxes ask
   * @throws MlboxException INVALID when they may not be read
   */
  Optional<Secret> ofOthers(OwnObjects objects, String version, Collection<String> asking) {
    if (asking.isEmpty()) {
      return Optional.empty();
    }
    try {
      Set<String> tokens = new LinkedHashSet<>();
      for (String other : asking) {
        tokens(objects, other).stream().limit(1).forEach(tokens::add);
      }
      Secret secret = of(version, String.join(" ", tokens));
      objects.apply(secret);
      return Optional.of(secret);
    } catch (MlboxException e) {
      throw e.fault() == Fault.INVALID ? unknown(asking, e) : e;
    }
  }

  private static MlboxException unknown(Collection<String> asking, MlboxException cause) {
    return MlboxException.invalid(
        Problem.of(
                "the boxes of version %s ask for a token, and their Secret may not be read: %s"
                    .formatted(String.join(", ", asking), cause.problems().get(0).message()))
            .at("deploy.token: false")
            .expected("`get`, `create` and `patch` on secrets as long as that version is there")
            .remedy(
                "let somebody who may read Secrets deploy this version; the next one needs none"));
  }

  /** The same, to go when its version's boxes go. */
  static Secret ownedBy(Deployment owner, Secret secret) {
    OwnerReference reference = BoxGuard.owner(owner);
    return new SecretBuilder(secret)
        .editMetadata()
        .withOwnerReferences(reference)
        .endMetadata()
        .build();
  }

  /** As it is printed, with no token: words in its place would be one, for whoever applies them. */
  Secret shown(String version) {
    return of(version, "");
  }

  /** What a box reads of it. */
  List<EnvVar> ofBox(String version) {
    boolean asks = placement.guard().token();
    return variables(asks ? VARIABLE : OTHERS_VARIABLE, version, !asks);
  }

  /** What a pilot reads of it, which asks nobody and shows all. */
  List<EnvVar> ofPilot(String version) {
    return variables(VARIABLE, version, true);
  }

  private List<EnvVar> variables(String name, String version, boolean optional) {
    List<EnvVar> variables = new ArrayList<>();
    variables.add(variable(name, placement.names().token(version), KEY, optional));
    String metrics = placement.guard().metricsSecret();
    if (metrics != null) {
      variables.add(variable(METRICS_VARIABLE, metrics, METRICS_KEY, false));
    }
    return variables;
  }

  private static EnvVar variable(String name, String secret, String key, boolean optional) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewSecretKeyRef(key, secret, optional)
        .endValueFrom()
        .build();
  }

  private List<String> tokens(OwnObjects objects, String version) {
    return objects.find(of(version, "")).map(TokenSecret::tokens).orElse(List.of());
  }

  /** Of a Secret as it was read. */
  static List<String> tokens(Secret secret) {
    Map<String, String> data = secret.getData();
    String coded = data == null ? "" : data.getOrDefault(KEY, "");
    String words = new String(Base64.getDecoder().decode(coded), StandardCharsets.UTF_8).strip();
    return words.isEmpty() ? List.of() : List.of(words.split("\\s+"));
  }

  private Secret of(String version, String tokens) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName(placement.names().token(version))
        .withNamespace(placement.namespace())
        .withLabels(placement.names().labels(version))
        .endMetadata()
        .withStringData(Map.of(KEY, tokens))
        .build();
  }

  private static String newToken() {
    byte[] token = new byte[BYTES];
    new SecureRandom().nextBytes(token);
    return Base64.getUrlEncoder().encodeToString(token);
  }
}
