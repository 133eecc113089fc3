package dev.mlbox.bench.pods;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Nodes that are none, their pods' boxes, and requests to the model {@code simulated}. */
public final class Simulation {
  private static final String PODS_A_NODE = "110";

  private Simulation() {}

  /**
   * Goes on until it is ended.
   *
   * @param arguments how many nodes, requests a second, a folder for what it keeps
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int nodes = Integer.parseInt(arguments[0]);
    int rate = Integer.parseInt(arguments[1]);
    Path folder = Path.of(arguments[2]);
    KubernetesClient client = new KubernetesClientBuilder().build();
    for (int i = 1; i <= nodes; i++) {
      node(client, "simulated-" + i);
    }
    SimulatedPods pods =
        new SimulatedPods(
            client, SimulatedPods.manifest(folder.resolve("box")), new Switches(folder));
    client.pods().inAnyNamespace().inform(handler(pods));
    Thread leases = new Thread(new LeaseTimes(pods::all), "leases");
    leases.setDaemon(true);
    leases.start();
    new Load(() -> address(client), rate).start();
    System.out.println("simulating");
    Thread.currentThread().join();
  }

  private static volatile String known = "";

  private static String address(KubernetesClient client) {
    if (known.isEmpty()) {
      synchronized (Simulation.class) {
        Service service = client.services().inNamespace("default").withName("simulated").get();
        known = service == null ? "" : service.getSpec().getClusterIP();
      }
    }
    return known;
  }

  private static ResourceEventHandler<Pod> handler(SimulatedPods pods) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(Pod pod) {
        pods.take(pod);
      }

      @Override
      public void onUpdate(Pod before, Pod pod) {
        pods.take(pod);
      }

      @Override
      public void onDelete(Pod pod, boolean unknown) {}
    };
  }

  private static void node(KubernetesClient client, String name) {
    Map<String, Quantity> size =
        Map.of(
            "cpu", new Quantity("64"),
            "memory", new Quantity("256Gi"),
            "pods", new Quantity(PODS_A_NODE));
    Node node =
        new NodeBuilder()
            .withNewMetadata()
            .withName(name)
            .addToLabels("kubernetes.io/hostname", name)
            .addToLabels("kubernetes.io/os", "linux")
            .endMetadata()
            .withNewStatus()
            .withCapacity(size)
            .withAllocatable(size)
            .addNewCondition()
            .withType("Ready")
            .withStatus("True")
            .withReason("Simulated")
            .endCondition()
            .endStatus()
            .build();
    client.resource(node).create();
    client.resource(node).patchStatus();
    // That it is not ready is said of every new node, and would be taken back by who looks after
    // it.
    client
        .nodes()
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"taints\":null}}");
  }
}
