package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.config.DeployConfig;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.util.Map;
import java.util.function.Supplier;

/** The one connection to a cluster that everything here shares. */
public final class Cluster implements AutoCloseable {
  private static final int REQUEST_MILLIS = 10_000;
  private static final int CONNECT_MILLIS = 3_000;
  private static final long SECOND_TRY_MILLIS = 200;

  private final Kubeconfig kubeconfig;
  private final KubernetesClient client;
  private final ApiProblems problems;

  private Cluster(Kubeconfig kubeconfig) {
    this.kubeconfig = kubeconfig;
    Config config = kubeconfig.client();
    config.setNamespace(kubeconfig.namespace());
    config.setUserAgent(Names.MANAGER);
    config.setRequestTimeout(REQUEST_MILLIS);
    config.setConnectionTimeout(CONNECT_MILLIS);
    // Tries again by itself for a minute otherwise; ask() below does so once.
    config.setRequestRetryBackoffLimit(0);
    this.client =
        new KubernetesClientBuilder()
            .withConfig(config)
            .withHttpClientFactory(new JdkHttpClientFactory())
            .build();
    this.problems = new ApiProblems(server(), place());
  }

  /**
   * Connects to the cluster that is meant.
   *
   * @param environment for {@code KUBECONFIG}
   * @throws dev.mlbox.core.problem.MlboxException INVALID when the kubeconfig has no such context,
   *     BROKEN when nobody answers
   */
  public static Cluster connect(DeployConfig deploy, Map<String, String> environment) {
    Cluster cluster = new Cluster(Kubeconfig.read(deploy, environment));
    try {
      cluster.kubernetes();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  public String context() {
    return kubeconfig.context();
  }

  public String namespace() {
    return kubeconfig.namespace();
  }

  public String server() {
    return kubeconfig.client().getMasterUrl().replaceAll("/+$", "");
  }

  /** Whether this is a pod of that cluster. */
  boolean isInside() {
    return kubeconfig.isOfPod();
  }

  /** Such as {@code context prod, namespace ml}. */
  public String place() {
    return "context %s, namespace %s".formatted(context(), namespace());
  }

  /** The version of Kubernetes, such as {@code 1.34}. */
  String kubernetes() {
    var version = ask(client::getKubernetesVersion);
    return version == null ? "unknown" : version.getMajor() + "." + version.getMinor();
  }

  KubernetesClient client() {
    return client;
  }

  ApiProblems problems() {
    return problems;
  }

  /**
   * Asks the API server.
   *
   * @throws dev.mlbox.core.problem.MlboxException BROKEN or INVALID, in the user's words
   */
  <T> T ask(Supplier<T> request) {
    try {
      return askOnly(request);
    } catch (KubernetesClientException e) {
      throw problems.of(e);
    }
  }

  /**
   * The same for callers to whom a refusal means something. An interrupt does not end a request:
   * the user wants the rollout to end, and that takes requests. A request that was cut off is made
   * once more.
   */
  <T> T askOnly(Supplier<T> request) {
    boolean interrupted = Thread.interrupted();
    try {
      return request.get();
    } catch (KubernetesClientException e) {
      if (Thread.interrupted()) {
        interrupted = true;
      } else if (mayPass(e)) {
        interrupted |= waitBriefly();
      } else {
        throw e;
      }
      return request.get();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean mayPass(KubernetesClientException e) {
    Throwable deepest = ApiProblems.deepest(e);
    return e.getCode() == 429
        || e.getCode() == 503
        || (deepest instanceof IOException && !(deepest instanceof HttpTimeoutException));
  }

  private static boolean waitBriefly() {
    try {
      // An API server that is busy or restarts tells nobody when it is back.
      Thread.sleep(SECOND_TRY_MILLIS);
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
