package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How the objects of one model are called and labelled.
 *
 * @param model the model's name, which is also its Service's
 */
record Names(String model) {
  static final String MODEL_LABEL = "mlbox.dev/model";
  static final String VERSION_LABEL = "mlbox.dev/version";
  static final String MANAGER = "mlbox";

  /** A Service's name has 63 letters at most, a version's ends in a hyphen and ten digits. */
  private static final int LONGEST = 63 - 11;

  private static final Pattern ALLOWED = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");

  Names {
    if (!ALLOWED.matcher(model).matches() || model.length() > LONGEST) {
      throw MlboxException.invalid(
          Problem.of("model %s cannot be the name of a Kubernetes Service".formatted(model))
              .expected(
                  "lower-case letters, digits and hyphens, a letter first, at most %d in all"
                      .formatted(LONGEST))
              .remedy("choose another name for model: in mlbox.yaml"));
    }
  }

  /** What clients ask. */
  String service() {
    return model;
  }

  /** The Deployment of a version, and the Service that is its stable address. */
  String of(String version) {
    return model + "-" + version;
  }

  /** The ConfigMap with record and lease, and the account and role to read it. */
  String memory() {
    return model + "-mlbox";
  }

  /** What leads requests from outside to a canary, where that is an object of its own. */
  String canary() {
    return memory() + "-canary";
  }

  /** The ConfigMap with the rows that a version was probed with. */
  String probe(String version) {
    return of(version) + "-probe";
  }

  /** The Secret that a version's boxes know each other by. */
  String token(String version) {
    return of(version) + "-token";
  }

  /** The account and the role of pilots. */
  String pilot() {
    return model + "-pilot";
  }

  /** The Job that drives the rollout of a version. */
  String pilot(String version) {
    return of(version) + "-pilot";
  }

  /** The command that removes everything that is the model's, and nothing else. */
  String removal(String namespace) {
    return "kubectl -n %s delete -l %s=%s deployments,services,configmaps,serviceaccounts,roles,rolebindings,horizontalpodautoscalers,poddisruptionbudgets,networkpolicies,jobs"
        .formatted(namespace, MODEL_LABEL, model);
  }

  /** Of everything that is the model's. */
  Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>();
    labels.put("app.kubernetes.io/name", model);
    labels.put("app.kubernetes.io/instance", model);
    labels.put("app.kubernetes.io/managed-by", MANAGER);
    labels.put(MODEL_LABEL, model);
    return labels;
  }

  /** Of everything that is one version's. */
  Map<String, String> labels(String version) {
    Map<String, String> labels = labels();
    labels.put("app.kubernetes.io/version", version);
    labels.put(VERSION_LABEL, version);
    return labels;
  }

  /** What chooses the pods of all versions. */
  Map<String, String> selector() {
    return Map.of(MODEL_LABEL, model);
  }

  /** What chooses one version's pods. */
  Map<String, String> selector(String version) {
    return new TreeMap<>(Map.of(MODEL_LABEL, model, VERSION_LABEL, version));
  }
}
