package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.port.RolloutMemory;
import dev.mlbox.core.port.Sleeper;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.engine.json.Json;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A ConfigMap with the record and, for boxes, the lease, written together or not at all; the
 * revision is its resourceVersion.
 */
final class KubernetesMemory implements RolloutMemory {
  static final String RECORD = "record";
  static final String LEASE = "lease";

  private final Cluster cluster;
  private final OwnObjects objects;
  private final ConfigMap empty;
  private final ClusterEvents events;
  private final Sleeper time;
  private @Nullable RolloutState seen;

  KubernetesMemory(
      Cluster cluster, OwnObjects objects, BoxObjects wanted, ClusterEvents events, Sleeper time) {
    this.cluster = cluster;
    this.events = events;
    this.time = time;
    this.objects = objects;
    this.empty = wanted.memory();
  }

  @Override
  public Stored load() {
    Optional<ConfigMap> found = objects.find(empty);
    if (found.isEmpty()) {
      return new Stored(RolloutRecord.empty(), "");
    }
    String revision = found.get().getMetadata().getResourceVersion();
    Map<String, String> data = found.get().getData();
    String json = data == null ? null : data.get(RECORD);
    RolloutRecord record =
        json == null
            ? RolloutRecord.empty()
            : Json.read(json, RolloutRecord.class, "configmap " + name());
    seen = record.state();
    return new Stored(record, revision);
  }

  @Override
  public Stored save(RolloutRecord record, String revision) throws Conflict {
    try {
      ConfigMap written = cluster.askOnly(() -> write(record, revision));
      if (!Objects.equals(seen, record.state())) {
        seen = record.state();
        events.tell(record, time.now());
      }
      return new Stored(record, written.getMetadata().getResourceVersion());
    } catch (KubernetesClientException e) {
      boolean gone = e.getCode() == 404 && !revision.isEmpty();
      if (e.getCode() == 409 || gone) {
        throw new Conflict(
            "configmap %s was %s by somebody else".formatted(name(), gone ? "deleted" : "changed"));
      }
      throw cluster.problems().of(e);
    }
  }

  private ConfigMap write(RolloutRecord record, String revision) {
    if (revision.isEmpty()) {
      Map<String, String> data = new HashMap<>(Map.of(RECORD, Json.write(record)));
      if (record.lease() != null) {
        data.put(LEASE, Json.write(record.lease()));
      }
      ConfigMap first = new ConfigMapBuilder(empty).withData(data).build();
      return cluster.client().resource(first).create();
    }
    return cluster
        .client()
        .configMaps()
        .inNamespace(empty.getMetadata().getNamespace())
        .withName(name())
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(Names.MANAGER)
                .build(),
            Json.write(patch(record, revision)));
  }

  private static Map<String, Object> patch(RolloutRecord record, String revision) {
    @Nullable Lease lease = record.lease();
    Map<String, @Nullable String> data = new HashMap<>();
    data.put(RECORD, Json.write(record));
    // An absent lease takes the old one away.
    data.put(LEASE, lease == null ? null : Json.write(lease));
    return Map.of("metadata", Map.of("resourceVersion", revision), "data", data);
  }

  private String name() {
    return empty.getMetadata().getName();
  }
}
