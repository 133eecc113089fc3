package dev.mlbox.serving.settings;

import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns environment variables into settings and collects what is wrong with them. */
final class BoxSettingsReader {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
  private static final Pattern CONFIG_MAP = Pattern.compile("configmap:([^/\\s]+)/([^/\\s]+)");
  private static final String FILE = "file:";
  private static final long DEFAULT_REQUEST_LIMIT = 10L << 20;

  private final Map<String, String> environment;
  private final List<Problem> problems = new ArrayList<>();

  BoxSettingsReader(Map<String, String> environment) {
    this.environment = environment;
  }

  BoxSettings read() {
    BoxSettings settings = new BoxSettings(resident(), listen(), leaseAt(), limits(), keeping());
    if (!problems.isEmpty()) {
      throw new MlboxException(Fault.INVALID, problems, null);
    }
    return settings;
  }

  private Resident resident() {
    Path folder = path("MLBOX_BOX", text("MLBOX_BOX"));
    String version = text("MLBOX_VERSION");
    if (version == null && folder != null) {
      problem("MLBOX_VERSION", "is not set", "the version of the box in MLBOX_BOX");
    }
    int cores = Runtime.getRuntime().availableProcessors();
    int threads = (int) number("MLBOX_THREADS", cores, 1, 1024);
    int workers = (int) number("MLBOX_WORKERS", cores, 1, 1024);
    return new Resident(
        folder,
        version == null ? "front" : version,
        text("MLBOX_PYTHON"),
        threads,
        workers,
        text("MLBOX_SERVER"));
  }

  private Listen listen() {
    String host = text("MLBOX_HOST");
    int port = (int) number("MLBOX_PORT", 8080, 0, 65535);
    int metricsPort = (int) number("MLBOX_METRICS_PORT", 9090, 0, 65535);
    if (port == metricsPort && port != 0) {
      problem("MLBOX_METRICS_PORT", "is " + port + ", as MLBOX_PORT", "another port");
    }
    return new Listen(
        host == null ? "0.0.0.0" : host,
        port,
        metricsPort,
        path("MLBOX_PORT_FILE", text("MLBOX_PORT_FILE")),
        tokens());
  }

  private Tokens tokens() {
    Path file = path("MLBOX_TOKENS_FILE", text("MLBOX_TOKENS_FILE"));
    String text = text("MLBOX_TOKENS");
    if (file != null) {
      try {
        text = Files.readString(file).strip();
      } catch (IOException e) {
        problem("MLBOX_TOKENS_FILE", "cannot be read: " + e, "a file with one");
      }
    }
    return new Tokens(words(text), words(text("MLBOX_OTHERS_TOKENS")), text("MLBOX_METRICS_TOKEN"));
  }

  private static List<String> words(@Nullable String text) {
    return text == null || text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }

  private LeaseAt leaseAt() {
    String text = text("MLBOX_LEASE");
    if (text == null) {
      return new LeaseAt.Nowhere();
    }
    Matcher configMap = CONFIG_MAP.matcher(text);
    if (configMap.matches()) {
      return new LeaseAt.InConfigMap(configMap.group(1), configMap.group(2));
    }
    if (text.startsWith(FILE) && text.length() > FILE.length()) {
      Path path = path("MLBOX_LEASE", text.substring(FILE.length()));
      return path == null ? new LeaseAt.Nowhere() : new LeaseAt.InFile(path);
    }
    problem("MLBOX_LEASE", "is " + text, "file:PATH or configmap:NAMESPACE/NAME");
    return new LeaseAt.Nowhere();
  }

  private Limits limits() {
    boolean inCluster = text("KUBERNETES_SERVICE_HOST") != null;
    Duration delay =
        duration("MLBOX_DRAIN_DELAY", Duration.ofSeconds(inCluster ? 5 : 0), Duration.ZERO);
    Duration most =
        duration("MLBOX_DRAIN_DELAY_MOST", Duration.ofMinutes(inCluster ? 2 : 0), Duration.ZERO);
    return new Limits(
        number("MLBOX_REQUEST_LIMIT", DEFAULT_REQUEST_LIMIT, 1, Integer.MAX_VALUE),
        duration("MLBOX_TIME_LIMIT", Duration.ofSeconds(30), Duration.ofMillis(1)),
        delay,
        most.compareTo(delay) < 0 ? delay : most,
        duration("MLBOX_DRAIN", Duration.ofSeconds(20), Duration.ZERO));
  }

  private @Nullable Keeping keeping() {
    Path folder = path("MLBOX_SAMPLES", text("MLBOX_SAMPLES"));
    if (folder == null) {
      return null;
    }
    String redacted = text("MLBOX_SAMPLES_REDACT");
    return new Keeping(
        folder,
        (int) number("MLBOX_SAMPLES_RATE", 100, 1, 1_000_000),
        number("MLBOX_SAMPLES_SIZE", 1L << 30, 1 << 20, Long.MAX_VALUE),
        duration("MLBOX_SAMPLES_AGE", Duration.ofDays(30), Duration.ofSeconds(1)),
        redacted == null ? Set.of() : Set.copyOf(redacted.lines().toList()),
        new BucketReader(environment, problems).read(),
        text("MLBOX_SAMPLES_KEY"));
  }

  private @Nullable String text(String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private @Nullable Path path(String name, @Nullable String value) {
    try {
      return value == null ? null : Path.of(value);
    } catch (InvalidPathException e) {
      problem(name, "is " + value, "a path");
      return null;
    }
  }

  private long number(String name, long otherwise, long least, long most) {
    String value = text(name);
    if (value == null) {
      return otherwise;
    }
    if (value.matches("\\d{1,18}")) {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    problem(name, "is " + value, "a whole number from " + least + " to " + most);
    return otherwise;
  }

  private Duration duration(String name, Duration otherwise, Duration least) {
    String value = text(name);
    if (value == null) {
      return otherwise;
    }
    Matcher matcher = DURATION.matcher(value);
    if (matcher.matches()) {
      long amount = Long.parseLong(matcher.group(1));
      Duration duration =
          switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
          };
      if (duration.compareTo(least) >= 0) {
        return duration;
      }
    }
    problem(name, "is " + value, "a duration such as 500ms, 20s or 2m");
    return otherwise;
  }

  private void problem(String name, String fact, String expected) {
    problems.add(Problem.of(name + " " + fact).at("environment").expected(expected));
  }
}
