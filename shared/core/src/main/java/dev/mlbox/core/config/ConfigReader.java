package dev.mlbox.core.config;

import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Manner;
import dev.mlbox.core.rollout.Promotion;
import dev.mlbox.core.rollout.Rules;
import dev.mlbox.core.rollout.Unproven;
import dev.mlbox.core.rollout.Weight;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings → configuration. The schema has checked names and types before; here the small grammars
 * are read and what belongs together is checked together. All problems come at once.
 */
public final class ConfigReader {
  private static final List<String> WEIGHTS = List.of("1%", "5%", "25%", "50%");

  /** Boxes refuse a lease of more than a day, and a look takes its time. */
  private static final DurationRange LEASE =
      new DurationRange(Duration.ofSeconds(2), Duration.ofHours(1));

  private static final DurationRange INTERVAL =
      new DurationRange(Duration.ofMillis(100), Duration.ofMinutes(10));
  private static final DurationRange COVER =
      new DurationRange(Duration.ofMillis(1), Duration.ofMinutes(10));

  private final Reading reading;
  private final Path folder;

  private ConfigReader(Setting root, Path folder) {
    this.reading = new Reading(root);
    this.folder = folder;
  }

  /**
   * Reads a tree of settings.
   *
   * @param root the whole file
   * @param folder where the file is
   * @throws MlboxException INVALID with every problem found
   */
  public static MlboxConfig read(Setting root, Path folder) {
    ConfigReader reader = new ConfigReader(root, folder);
    MlboxConfig config = reader.config();
    List<Problem> problems = reader.reading.problems();
    if (!problems.isEmpty() || config == null) {
      throw new MlboxException(Fault.INVALID, problems, null);
    }
    return config;
  }

  private @Nullable MlboxConfig config() {
    ModelConfig model = model();
    EvaluateConfig evaluate = new EvaluateReader(reading).read();
    DeployConfig deploy = deploy();
    return model == null || evaluate == null || deploy == null
        ? null
        : new MlboxConfig(
            folder,
            about(),
            model,
            evaluate,
            new SparkReader(reading).read(),
            new BaselineReader(reading).read(),
            deploy,
            new ReportConfig(reading.whole("report.rows", 20)),
            new NotifyReader(reading).read());
  }

  private AboutConfig about() {
    return new AboutConfig(
        reading.text("about.purpose"),
        reading.text("about.owner"),
        reading.text("about.license"),
        reading.text("about.limitations"));
  }

  private @Nullable ModelConfig model() {
    String name = reading.text("model");
    if (name == null) {
      reading.problem(
          Problem.of("the model has no name")
              .at(reading.place(""))
              .remedy("add a line such as `model: flights`"));
      return null;
    }
    Set<String> origins = OriginKeys.of(reading);
    if (origins.isEmpty()) {
      return null;
    }
    TrainConfig train = origins.contains("train") ? train() : null;
    if (origins.contains("train") && train == null) {
      return null;
    }
    return new ModelConfig(
        name,
        train,
        origins.contains("load") ? load() : null,
        origins.contains("server") ? new ServerReader(reading, name).read() : null,
        reading.text("predict"),
        reading.text("python"),
        reading.texts("features"));
  }

  private @Nullable TrainConfig train() {
    String run = reading.text("train.run");
    String notebook = reading.text("train.notebook");
    String output = reading.text("train.output");
    if (output == null) {
      return null;
    }
    if ((run == null) == (notebook == null)) {
      reading.problem(
          Problem.of(
                  run == null
                      ? "train has neither run nor notebook"
                      : "train has both run and notebook")
              .at(reading.place("train"))
              .expected("one of them"));
      return null;
    }
    return new TrainConfig(
        run,
        notebook,
        reading.texts("train.inputs"),
        output,
        reading.duration("train.limit", "2h"),
        TrainingPodReader.read(reading),
        reading.place("train"));
  }

  private LoadConfig load() {
    boolean nested = reading.at("load.from").isPresent();
    String from = reading.text(nested ? "load.from" : "load", "");
    String sha256 = nested ? reading.text("load.sha256") : null;
    if (from.matches("https?://.*") && sha256 == null) {
      reading.problem(
          Problem.of("a model from a URL needs its sha256")
              .at(reading.place("load"))
              .expected("load: {from: " + Shown.of(from) + ", sha256: …}")
              .remedy("`sha256sum FILE` prints it"));
    }
    return new LoadConfig(from, sha256, reading.place("load"));
  }

  private @Nullable DeployConfig deploy() {
    DeployConfig.Target target =
        reading.read(
            "deploy.to",
            text -> DeployConfig.Target.valueOf(text.toUpperCase(Locale.ROOT)),
            DeployConfig.Target.LOCAL);
    boolean local = target == DeployConfig.Target.LOCAL;
    DeployConfig.Pilot pilot = pilot(local);
    CanaryConfig canary = canary(local, pilot);
    PodsConfig pods = PodsReader.read(reading, local);
    new TrafficReader(reading, local)
        .check(pods.replicas(), canary == null ? List.of() : canary.rules().weights());
    return canary == null
        ? null
        : new DeployConfig(
            target,
            reading.stated("deploy.image"),
            signature(),
            reading.text("deploy.base", "eclipse-temurin:17-jre"),
            reading.stated("deploy.context"),
            reading.text("deploy.namespace"),
            pods,
            reading.whole("deploy.port", 8080),
            pilot,
            TrafficReader.read(reading),
            canary,
            StorageReader.read(reading),
            reading.place("deploy"));
  }

  private @Nullable SignatureConfig signature() {
    Stated key = reading.stated("deploy.signature.key");
    Stated server = reading.stated("deploy.signature.server");
    return key == null ? null : new SignatureConfig(key, server == null ? key : server);
  }

  private DeployConfig.Pilot pilot(boolean local) {
    DeployConfig.Pilot pilot =
        reading.read(
            "deploy.pilot",
            text -> DeployConfig.Pilot.valueOf(text.toUpperCase(Locale.ROOT)),
            DeployConfig.Pilot.BUILD);
    if (local && pilot == DeployConfig.Pilot.CLUSTER) {
      reading.problem(
          Problem.of("deploy.pilot is cluster, and there is none on the local target")
              .at(reading.place("deploy.pilot"))
              .expected("deploy.to: kubernetes, or pilot: build"));
    }
    return pilot;
  }

  private @Nullable CanaryConfig canary(boolean local, DeployConfig.Pilot pilot) {
    List<Criterion> revertIf =
        new CriteriaReader(reading, folder, pilot == DeployConfig.Pilot.CLUSTER).read();
    Rules rules = rules(local, revertIf);
    Duration lease = reading.duration("deploy.lease", "10s", LEASE);
    return rules == null
        ? null
        : new CanaryConfig(
            rules,
            revertIf,
            reading.duration("deploy.slow_from", "5ms"),
            reading.read("deploy.false_revert", ConfigReader::falseRevert, 0.01),
            lease,
            interval(lease),
            reading.at("deploy.cover_after").isPresent()
                ? reading.duration("deploy.cover_after", "1s", COVER)
                : null,
            reading.whole("deploy.probe", 500));
  }

  /** The schema says so too; a judge that may never be wrong may never revert. */
  private static double falseRevert(String text) {
    double share = Weight.parse(text).share();
    if (share <= 0) {
      throw new IllegalArgumentException(
          "deploy.false_revert is above 0%, not " + text + ": no evidence would ever revert");
    }
    return share;
  }

  /**
   * A box takes a renewal to be as old as the one before, and a look takes its time: a lease that
   * is looked after less often than four times in its life could lapse in between.
   */
  private Duration interval(Duration lease) {
    Duration quarter = lease.dividedBy(4);
    DurationRange range =
        quarter.compareTo(INTERVAL.most()) < 0
            ? new DurationRange(INTERVAL.least(), quarter)
            : INTERVAL;
    Duration interval = reading.duration("deploy.interval", "1s", range);
    return interval.compareTo(range.most()) > 0 ? range.most() : interval;
  }

  /** {@code header X-User}; the schema has checked the form. */
  private @Nullable String sticky() {
    String text = reading.text("deploy.sticky");
    return text == null ? null : text.strip().replaceFirst("^header +", "");
  }

  private Promotion promotion() {
    return new Promotion(
        reading.read(
            "deploy.promote",
            text -> Promotion.By.valueOf(text.toUpperCase(Locale.ROOT)),
            Promotion.By.AUTO),
        reading.duration("deploy.deadline", "24h"),
        reading.read(
            "deploy.overdue",
            text -> Promotion.Overdue.valueOf(text.toUpperCase(Locale.ROOT)),
            Promotion.Overdue.REVERT));
  }

  private @Nullable Rules rules(boolean local, List<Criterion> revertIf) {
    List<Weight> weights =
        reading.readAll(
            "deploy.canary", Weight::parse, WEIGHTS.stream().map(Weight::parse).toList());
    try {
      return new Rules(
          weights,
          reading.duration("deploy.step.after", "30s"),
          reading.whole("deploy.step.requests", 50),
          reading.duration("deploy.step.patience", "10m"),
          reading.read(
              "deploy.unproven",
              text -> Unproven.valueOf(text.toUpperCase(Locale.ROOT)),
              Unproven.PROMOTE),
          reading.duration("deploy.watch", local ? "0" : "15m"),
          reading.duration("deploy.ready", "5m"),
          new Manner(
                  reading.read("deploy.shadow", Weight::parse, Weight.ZERO),
                  sticky(),
                  CriteriaReader.compared(revertIf))
              .splitBy(TrafficReader.read(reading).expected()),
          promotion(),
          reading.read("deploy.holdout", Weight::parse, Rules.HOLDOUT));
    } catch (IllegalArgumentException e) {
      reading.problem(
          Problem.of("deploy.canary: " + e.getMessage()).at(reading.place("deploy.canary")));
      return null;
    }
  }
}
