package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster is meant: the context that the configuration names, or else the current one; inside
 * a pod without kubeconfig, the pod's own cluster.
 *
 * @param client what the client is made from
 * @param context its name
 * @param namespace the configuration's, or else the context's own
 */
record Kubeconfig(Config client, String context, String namespace) {
  private static final Pattern LINE = Pattern.compile("\\bline (\\d+)");
  private static final String VARIABLE = "KUBECONFIG";
  private static final String TOKEN = Config.KUBERNETES_SERVICE_ACCOUNT_TOKEN_PATH;
  private static final String IN_POD = "of this pod";

  static Kubeconfig read(DeployConfig deploy, Map<String, String> environment) {
    List<Path> named = named(environment);
    List<File> files = named.stream().filter(Files::isRegularFile).map(Path::toFile).toList();
    String place =
        named.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    Stated wanted = deploy.context();
    if (files.isEmpty()) {
      if (wanted == null
          && environment.containsKey("KUBERNETES_SERVICE_HOST")
          && Files.exists(Path.of(TOKEN))) {
        return of(Config.autoConfigure(null), IN_POD, deploy);
      }
      throw MlboxException.invalid(
          Problem.of("there is no kubeconfig")
              .at(place)
              .expected("the file that gives access to the cluster")
              .remedy("set KUBECONFIG, or get the file from whoever runs the cluster"));
    }
    Config config = merged(files, wanted, place);
    NamedContext current = config.getCurrentContext();
    if (wanted != null && (current == null || !wanted.text().equals(current.getName()))) {
      throw MlboxException.invalid(
          Problem.of("there is no context %s in %s".formatted(wanted.text(), place))
              .at(wanted.place())
              .expected(oneOf(config)));
    }
    if (current == null) {
      throw MlboxException.invalid(
          Problem.of("no context is current in " + place)
              .at(deploy.place())
              .expected(oneOf(config))
              .remedy("set deploy.context, or choose one with `kubectl config use-context`"));
    }
    return of(config, current.getName(), deploy);
  }

  private static Kubeconfig of(Config config, String context, DeployConfig deploy) {
    String namespace = deploy.namespace() == null ? config.getNamespace() : deploy.namespace();
    return new Kubeconfig(config, context, namespace == null ? "default" : namespace);
  }

  /** Whether it is the one that a pod is given for its own cluster. */
  boolean isOfPod() {
    return context.equals(IN_POD);
  }

  private static List<Path> named(Map<String, String> environment) {
    String variable = environment.get(VARIABLE);
    return variable == null || variable.isBlank()
        ? List.of(Path.of(home(environment), ".kube", "config"))
        : Stream.of(variable.split(File.pathSeparator))
            .filter(name -> !name.isBlank())
            .map(Path::of)
            .toList();
  }

  /** As kubectl finds it. */
  private static String home(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    return home.isEmpty() ? System.getProperty("user.home") : home;
  }

  private static Config merged(List<File> files, @Nullable Stated wanted, String place) {
    try {
      Config config = Config.empty();
      var parsed =
          files.stream()
              .map(KubeConfigUtils::parseConfig)
              .toArray(io.fabric8.kubernetes.api.model.Config[]::new);
      KubeConfigUtils.merge(config, wanted == null ? null : wanted.text(), parsed);
      return config;
    } catch (RuntimeException e) { // the YAML parser's own exceptions are among them
      String said =
          Objects.requireNonNullElse(ApiProblems.deepest(e).getMessage(), "no reason given");
      throw MlboxException.invalid(
          Problem.of("the kubeconfig cannot be read: " + brief(said))
              .at(place)
              .expected("a YAML file as `kubectl config view --raw` prints it"));
    }
  }

  /** Without what it holds, which is secret. */
  private static String brief(String said) {
    String first = said.lines().findFirst().orElse(said);
    Matcher line = LINE.matcher(said.substring(first.length()));
    return line.find() ? first + ", line " + line.group(1) : first;
  }

  private static String oneOf(Config config) {
    String names =
        config.getContexts().stream()
            .map(NamedContext::getName)
            .sorted()
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "a kubeconfig with a context" : "one of: " + names;
  }
}
