package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the API server's refusal means to the user.
 *
 * @param server its address
 * @param place context and namespace, as the user knows them
 */
record ApiProblems(String server, String place) {
  private static final String DOCTOR = "run `mlbox doctor`";

  /** As in k8s.io/apiserver, pkg/endpoints/handlers/responsewriters/errors.go. */
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "User \"(?<user>[^\"]+)\" cannot (?<verb>\\w+) resource \"(?<resource>[^\"]+)\""
              + " in API group \"(?<group>[^\"]*)\"");

  /** Server-side apply answers 500 to a field that the kind does not have. */
  private static final String UNKNOWN_FIELD = "field not declared in schema";

  private static final Pattern NO_NAMESPACE = Pattern.compile("namespaces \"([^\"]+)\" not found");

  MlboxException of(KubernetesClientException e) {
    // The client says 0 or less when nothing came back.
    return switch (Math.max(0, e.getCode())) {
      case 0 -> silent(e);
      case 401 ->
          MlboxException.invalid(
              Problem.of(
                      "the API server %s does not accept these credentials (401)".formatted(server))
                  .at(place)
                  .remedy("log in to the cluster again, then " + DOCTOR));
      case 403 -> forbidden(said(e));
      case 400, 404, 422 -> refused(said(e));
      case 500 -> said(e).contains(UNKNOWN_FIELD) ? refused(said(e)) : failed(e);
      default -> failed(e);
    };
  }

  private MlboxException failed(KubernetesClientException e) {
    return MlboxException.broken(
        Problem.of("the API server %s answered %d: %s".formatted(server, e.getCode(), said(e)))
            .at(place)
            .remedy(DOCTOR),
        e);
  }

  /** No answer at all. */
  MlboxException silent(Throwable e) {
    return MlboxException.broken(
        Problem.of("the API server %s does not answer: %s".formatted(server, words(e)))
            .at(place)
            .expected("a Kubernetes API server at that address")
            .remedy("check the network and the cluster with `mlbox doctor`"),
        e);
  }

  private MlboxException forbidden(String said) {
    Matcher matcher = FORBIDDEN.matcher(said);
    if (!matcher.find()) {
      return refused(said);
    }
    Rule rule = new Rule(matcher.group("group"), matcher.group("resource"), matcher.group("verb"));
    return MlboxException.invalid(
        Problem.of(
                "%s may not %s %s".formatted(matcher.group("user"), rule.verb(), rule.resource()))
            .at(place)
            .expected("a Role with the rule " + rule.yaml())
            .remedy("`mlbox doctor` lists all that is needed"));
  }

  private MlboxException refused(String said) {
    Matcher matcher = NO_NAMESPACE.matcher(said);
    if (matcher.find()) {
      return MlboxException.invalid(noNamespace(matcher.group(1)));
    }
    return MlboxException.invalid(Problem.of("the cluster refused: " + said).at(place));
  }

  Problem noNamespace(String name) {
    return Problem.of("there is no namespace " + name)
        .at(place)
        .remedy("create it with `kubectl create namespace %s`".formatted(name));
  }

  /** Whether it is the object that the API server does not like. */
  static boolean isAgainstTheObject(KubernetesClientException e) {
    return e.getCode() == 400
        || e.getCode() == 422
        || (e.getCode() == 500 && said(e).contains(UNKNOWN_FIELD));
  }

  static String said(KubernetesClientException e) {
    String said =
        e.getStatus() == null || e.getStatus().getMessage() == null
            ? String.valueOf(e.getMessage())
            : e.getStatus().getMessage();
    return said.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /** Why there was no answer. */
  static String words(Throwable failure) {
    Throwable deepest = deepest(failure);
    if (deepest instanceof HttpTimeoutException || deepest instanceof TimeoutException) {
      return "timed out";
    }
    if (deepest instanceof UnresolvedAddressException) {
      return "there is no host of that name";
    }
    // The JDK's client hides a refusal below this, as a channel that was closed.
    if (deepest instanceof ClosedChannelException || deepest instanceof ConnectException) {
      return "the connection was refused";
    }
    return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
  }

  static Throwable deepest(Throwable failure) {
    Throwable deepest = failure;
    for (Throwable next = deepest.getCause(); next != null; next = next.getCause()) {
      deepest = next;
    }
    return deepest;
  }
}
