package dev.mlbox.bench.pods;

import dev.mlbox.core.model.BoxManifest;
import dev.mlbox.core.model.ModelKind;
import dev.mlbox.serving.OneOfMany;
import dev.mlbox.serving.json.BoxJson;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * In place of kubelets: each pod that was given a node gets an address and a real box that listens
 * there, all in this process, and is told ready once that box answers.
 */
final class SimulatedPods {
  private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
  private static final int THREADS = 6;
  private static final int BLOCK = 250;

  private final KubernetesClient client;
  private final Path folder;
  private final Switches switches;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Map<String, Box> boxes = new ConcurrentHashMap<>();
  private final Map<String, String> secrets = new ConcurrentHashMap<>();
  private final AtomicInteger addresses = new AtomicInteger(1);

  /** A pod's. */
  private record Box(String version, OneOfMany running) {}

  SimulatedPods(KubernetesClient client, Path folder, Switches switches) {
    this.client = client;
    this.folder = folder;
    this.switches = switches;
  }

  /** Those of all versions. */
  List<OneOfMany> all() {
    return boxes.values().stream().map(Box::running).toList();
  }

  /** Takes note of how a pod is now. */
  void take(Pod pod) {
    String uid = pod.getMetadata().getUid();
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      threads.execute(() -> stop(pod));
    } else if (pod.getSpec().getNodeName() != null
        && pod.getStatus().getPodIP() == null
        && !boxes.containsKey(uid)) {
      threads.execute(() -> start(pod));
    }
  }

  private void start(Pod pod) {
    String uid = pod.getMetadata().getUid();
    if (boxes.containsKey(uid)) {
      return;
    }
    try {
      int number = addresses.getAndIncrement();
      String address = "10.244.%d.%d".formatted(number / BLOCK, 1 + number % BLOCK);
      Map<String, String> variables = variables(pod, address);
      String version = Objects.requireNonNull(variables.get("MLBOX_VERSION"));
      OneOfMany box = OneOfMany.start(variables, new Doubler(() -> switches.isBad(version)));
      boxes.put(uid, new Box(version, box));
      status(pod, address);
    } catch (RuntimeException e) {
      System.err.println("pod " + pod.getMetadata().getName() + ": " + e);
    }
  }

  private Map<String, String> variables(Pod pod, String address) {
    Map<String, String> variables = new HashMap<>();
    for (EnvVar variable : pod.getSpec().getContainers().get(0).getEnv()) {
      variables.put(
          variable.getName(),
          variable.getValue() != null ? variable.getValue() : secret(pod, variable));
    }
    variables.put("MLBOX_HOST", address);
    variables.put("MLBOX_BOX", folder.toString());
    variables.put("KUBERNETES_SERVICE_HOST", "10.96.0.1");
    variables.put("KUBERNETES_SERVICE_PORT", "443");
    account(pod.getMetadata().getNamespace(), pod.getSpec().getServiceAccountName());
    return variables;
  }

  private String secret(Pod pod, EnvVar variable) {
    var from = variable.getValueFrom().getSecretKeyRef();
    return secrets.computeIfAbsent(
        from.getName() + "/" + from.getKey(),
        any ->
            new String(
                Base64.getDecoder()
                    .decode(
                        client
                            .secrets()
                            .inNamespace(pod.getMetadata().getNamespace())
                            .withName(from.getName())
                            .get()
                            .getData()
                            .get(from.getKey())),
                StandardCharsets.UTF_8));
  }

  /** All pods have one account, and this process has its token where each of them would. */
  private synchronized void account(String namespace, String name) {
    Path token = ACCOUNT.resolve("token");
    if (Files.exists(token)) {
      return;
    }
    try {
      Files.createDirectories(ACCOUNT);
      Files.writeString(
          ACCOUNT.resolve("ca.crt"),
          new String(
              Base64.getDecoder().decode(client.getConfiguration().getCaCertData()),
              StandardCharsets.UTF_8));
      Files.writeString(
          token,
          client
              .serviceAccounts()
              .inNamespace(namespace)
              .withName(name)
              .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
              .getStatus()
              .getToken());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void status(Pod pod, String address) {
    String now =
        java.time.Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    StringBuilder conditions = new StringBuilder();
    for (String type : List.of("PodScheduled", "Initialized", "ContainersReady", "Ready")) {
      conditions
          .append(conditions.isEmpty() ? "" : ",")
          .append(
              "{\"type\":\"%s\",\"status\":\"True\",\"lastTransitionTime\":\"%s\"}"
                  .formatted(type, now));
    }
    String image = pod.getSpec().getContainers().get(0).getImage();
    String status =
        """
        {"status":{"phase":"Running","podIP":"%1$s","podIPs":[{"ip":"%1$s"}],"hostIP":"10.77.0.1","startTime":"%2$s",
         "conditions":[%3$s],
         "containerStatuses":[{"name":"box","image":"%4$s","imageID":"%4$s","ready":true,"started":true,"restartCount":0,
          "state":{"running":{"startedAt":"%2$s"}}}]}}"""
            .formatted(address, now, conditions, image);
    client
        .pods()
        .inNamespace(pod.getMetadata().getNamespace())
        .withName(pod.getMetadata().getName())
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), status);
  }

  private void stop(Pod pod) {
    Box box = boxes.remove(pod.getMetadata().getUid());
    if (box != null) {
      box.running().close();
    }
    try {
      client
          .pods()
          .inNamespace(pod.getMetadata().getNamespace())
          .withName(pod.getMetadata().getName())
          .withGracePeriod(0)
          .delete();
    } catch (KubernetesClientException e) {
      System.err.println("pod " + pod.getMetadata().getName() + ": " + e.getMessage());
    }
  }

  /** What all boxes are told of their model. */
  static Path manifest(Path folder) throws IOException {
    Files.createDirectories(folder);
    BoxJson.mapper()
        .writeValue(
            folder.resolve(BoxManifest.FILE).toFile(),
            new BoxManifest(
                "simulated",
                ModelKind.ONNX,
                "model.onnx",
                null,
                List.of(),
                List.of(),
                "sha256:0",
                Map.of()));
    return folder;
  }
}
