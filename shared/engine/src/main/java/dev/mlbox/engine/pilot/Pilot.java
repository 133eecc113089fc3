package dev.mlbox.engine.pilot;

import dev.mlbox.core.config.ConfigReader;
import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.config.MlboxConfig;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.Splitting;
import dev.mlbox.core.run.Handover;
import dev.mlbox.core.run.Pace;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.engine.config.YamlSettings;
import dev.mlbox.engine.ground.WallClock;
import dev.mlbox.engine.kubernetes.KubernetesTarget;
import dev.mlbox.engine.narration.Narrator;
import dev.mlbox.engine.notify.Messenger;
import dev.mlbox.engine.notify.Notice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The program of the pilot's Job. It ends well when the rollout has ended, however, and when it is
 * somebody else's; it fails when it has to be started again. Being told to end is no interrupt: the
 * next pilot goes on within the lease.
 */
public final class Pilot {
  private static final int AGAIN = 1;

  private final Map<String, String> environment;

  private Pilot(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Arguments are not looked at; what it needs is in its environment. */
  public static void main(String[] arguments) {
    System.exit(new Pilot(System.getenv()).run());
  }

  private int run() {
    try {
      MlboxConfig config =
          ConfigReader.read(
              YamlSettings.parse(variable("MLBOX_PILOT_SETTINGS"), "mlbox.yaml"), Path.of("."));
      DeployConfig deploy = config.deploy().inCluster();
      // Found by whoever began, who may look at more than a pilot may.
      deploy =
          deploy.splitting(deploy.traffic().by(Splitting.parse(variable("MLBOX_PILOT_SPLITTING"))));
      try (KubernetesTarget cluster =
          KubernetesTarget.open(config.model().name(), deploy, environment, new WallClock())) {
        return fly(cluster, config);
      }
    } catch (MlboxException e) {
      System.err.println("mlbox: " + e.getMessage());
      return AGAIN;
    }
  }

  private int fly(KubernetesTarget cluster, MlboxConfig config) {
    DeployConfig deploy = config.deploy();
    String job = variable("MLBOX_PILOT_JOB");
    String version = variable("MLBOX_PILOT_OF");
    String from = variable("MLBOX_PILOT_FROM");
    String pod = variable("MLBOX_PILOT_POD");
    Holder me = new Holder(job + "/" + pod + "/" + UUID.randomUUID(), "the pilot in pod " + pod);
    Narrator narrator = new Narrator(System.out::println);
    Handover handover =
        new Handover(
            cluster.target(),
            deploy.canary(),
            me,
            new Pace(new WallClock(), narrator, () -> false));
    try {
      Optional<RolloutEnd> end =
          handover.goOn(
              version, other -> other.id().equals(from) || other.id().startsWith(job + "/"));
      System.out.println(
          end.map(found -> found.outcome() + " " + found.reason())
              .orElse("the rollout of " + version + " is over, or somebody else's"));
      end.ifPresent(found -> tell(config, cluster.place(), version, found));
      return 0;
    } catch (MlboxException e) {
      if (e.fault() != Fault.SUPERSEDED) {
        throw e;
      }
      System.out.println(e.getMessage());
      // A Job is done when one of its pods ends well; another pilot of it may be flying.
      return isFellow(cluster.target().memory().load().record(), job) ? AGAIN : 0;
    }
  }

  /** The hooks whose address the Job has from a Secret. */
  private void tell(MlboxConfig config, String place, String version, RolloutEnd end) {
    String reason = end.reason().isEmpty() ? "" : ": " + end.reason();
    new Messenger(
            config.notices().hooks().stream().filter(hook -> hook.secret() != null).toList(),
            environment,
            System.out::println,
            Duration.ofSeconds(1))
        .tell(
            new Notice(
                config.model().name(),
                place,
                end.outcome().name().toLowerCase(Locale.ROOT),
                version,
                "%s, %s serves%s".formatted(version, end.serving(), reason),
                "the pilot in pod " + variable("MLBOX_PILOT_POD"),
                Instant.now(),
                List.of()));
  }

  private static boolean isFellow(RolloutRecord record, String job) {
    return record.isUnderWay()
        && record.holder() != null
        && record.holder().id().startsWith(job + "/");
  }

  private String variable(String name) {
    return Objects.requireNonNull(environment.get(name), name + " is not set");
  }
}
