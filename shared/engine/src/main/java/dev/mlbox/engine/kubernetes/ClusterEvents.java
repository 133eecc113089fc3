package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.engine.json.Json;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells the story of a rollout as Events of the model's Service, and where it is as annotations, so
 * that {@code kubectl describe service} shows both: Events are kept for an hour. Never in the way:
 * where they may not be written there are none, and nobody waits for them while a lease has to be
 * renewed.
 */
final class ClusterEvents implements AutoCloseable {
  private static final long LAST_SECONDS = 3;

  private static final String NORMAL = "Normal";
  private static final String WARNING = "Warning";
  private static final int LONGEST_MESSAGE = 1024;
  private static final int LONGEST_NAME = 128;

  /** In words. */
  static final String ROLLOUT = "mlbox.dev/rollout";

  /** In one word, for {@code kubectl wait}. */
  static final String STATE = "mlbox.dev/state";

  /** Whoever applies the Service must not take these away. */
  private static final String ANNOTATOR = Names.MANAGER + "-story";

  private final Cluster cluster;
  private final Names names;
  private final ExecutorService teller = Executors.newSingleThreadExecutor(ClusterEvents::thread);
  private volatile boolean refused;

  ClusterEvents(Cluster cluster, Names names) {
    this.cluster = cluster;
    this.names = names;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "mlbox-events");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Tells of a state that was just entered; returns at once.
   *
   * @param record as it was saved
   */
  void tell(RolloutRecord record, Instant now) {
    RolloutState state = record.state();
    if (state != null) {
      teller.execute(() -> write(record, state, now));
    }
  }

  private void write(RolloutRecord record, RolloutState state, Instant now) {
    try {
      Resource<Service> place =
          cluster.client().services().inNamespace(cluster.namespace()).withName(names.service());
      Service service = place.get();
      if (service == null) {
        return;
      }
      place.patch(
          new PatchContext.Builder()
              .withPatchType(PatchType.JSON_MERGE)
              .withFieldManager(ANNOTATOR)
              .build(),
          Json.write(Map.of("metadata", Map.of("annotations", annotations(record, state, now)))));
      if (!refused) {
        cluster.client().resource(event(service, record, state, now)).create();
      }
    } catch (RuntimeException e) {
      // Whoever may not write events needs no error a second; the record itself has been saved.
      refused = e instanceof KubernetesClientException answer && answer.getCode() == 403;
    }
  }

  /** Gives what is being told a moment, interrupted or not. */
  @Override
  public void close() {
    teller.shutdown();
    boolean interrupted = Thread.interrupted();
    try {
      if (!teller.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
        teller.shutdownNow();
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  static Map<String, String> annotations(RolloutRecord record, RolloutState state, Instant now) {
    return Map.of(
        STATE,
        reason(state),
        ROLLOUT,
        "%s at %s: %s"
            .formatted(
                reason(state), time(now), shortened(message(record, state), LONGEST_MESSAGE)));
  }

  private static String time(Instant now) {
    return DateTimeFormatter.ISO_INSTANT.format(now.atOffset(ZoneOffset.UTC).withNano(0));
  }

  private Event event(Service service, RolloutRecord record, RolloutState state, Instant now) {
    String time = time(now);
    Holder holder = record.holder();
    return new EventBuilder()
        .withNewMetadata()
        .withGenerateName(names.model() + "-")
        .withNamespace(cluster.namespace())
        .withLabels(names.labels())
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion("v1")
        .withKind("Service")
        .withName(names.service())
        .withNamespace(cluster.namespace())
        .withUid(service.getMetadata().getUid())
        .endInvolvedObject()
        .withType(isBad(state) ? WARNING : NORMAL)
        .withReason(reason(state))
        .withMessage(shortened(message(record, state), LONGEST_MESSAGE))
        .withFirstTimestamp(time)
        .withLastTimestamp(time)
        .withCount(1)
        .withNewSource()
        .withComponent(Names.MANAGER)
        .endSource()
        .withReportingComponent("mlbox.dev/rollout")
        .withReportingInstance(
            shortened(holder == null ? Names.MANAGER : holder.name(), LONGEST_NAME))
        .build();
  }

  private static boolean isBad(RolloutState state) {
    return state instanceof RolloutState.Reverting
        || state instanceof RolloutState.Reverted
        || state instanceof RolloutState.Halted;
  }

  private static String reason(RolloutState state) {
    return state.getClass().getSimpleName();
  }

  /** One sentence. */
  static String message(RolloutRecord record, RolloutState state) {
    String canary = version(record.canary());
    String stable = version(record.stable());
    if (state instanceof RolloutState.Preparing) {
      return "boxes of %s are being started".formatted(canary);
    } else if (state instanceof RolloutState.Probing) {
      return "%s is asked rows whose answers are known".formatted(canary);
    } else if (state instanceof RolloutState.Shadowing) {
      return "%s gets copies of the requests of %s".formatted(canary, stable);
    } else if (state instanceof RolloutState.Shifting) {
      Lease lease = record.lease();
      return "%s gets %s of the requests of %s"
          .formatted(canary, lease == null ? "none" : lease.weight(), stable);
    } else if (state instanceof RolloutState.Awaiting awaiting) {
      return noted(
          "%s keeps its weight and waits for `mlbox promote`".formatted(canary), awaiting.note());
    } else if (state instanceof RolloutState.Promoting promoting) {
      return noted("all requests go to %s".formatted(canary), promoting.note());
    } else if (state instanceof RolloutState.Watching) {
      return "%s serves and is watched; %s is kept warm".formatted(canary, stable);
    } else if (state instanceof RolloutState.Reverting reverting) {
      return noted("all requests go back to %s".formatted(stable), reverting.reason());
    } else if (state instanceof RolloutState.Reverted reverted) {
      return noted("%s serves everything".formatted(stable), reverted.reason());
    } else if (state instanceof RolloutState.Halted halted) {
      return noted("a person is needed", halted.reason());
    }
    return noted("%s serves everything".formatted(stable), ((RolloutState.Succeeded) state).note());
  }

  private static String version(@Nullable Release release) {
    return release == null ? "nobody" : release.version();
  }

  private static String noted(String text, String note) {
    return note.isEmpty() ? text : text + ": " + note;
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
