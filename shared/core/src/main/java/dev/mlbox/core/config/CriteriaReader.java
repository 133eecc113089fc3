package dev.mlbox.core.config;

import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.OwnMetric;
import dev.mlbox.core.judge.OwnMetric.Down;
import dev.mlbox.core.judge.OwnMetric.Form;
import dev.mlbox.core.judge.OwnMetric.Source;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Weight;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code deploy.revert_if} → criteria: lines about what boxes count, and the user's own metrics.
 */
final class CriteriaReader {
  private static final String KEY = "deploy.revert_if";
  private static final List<String> DEFAULT =
      List.of(
          "errors > 1.5 * stable and > 0.5%",
          "slow > 2 * stable and > 2%", "disagreement > 1.5 * expected and > 5%");

  /** Enough to see a version that is wrong, little enough for the stable one to answer as well. */
  private static final Weight COMPARED = Weight.parse("10%");

  private static final Duration USUAL = Duration.ofSeconds(15);
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** What Prometheus names a counter by; within one of these functions it is a level. */
  private static final Pattern COUNTER = Pattern.compile("_total\\b");

  private static final Pattern RANGE = Pattern.compile("\\[(\\d{1,6})(ms|s|m|h|d|w)");

  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1),
          "w", Duration.ofDays(7));

  private static final Pattern RATE_OF_COUNTER =
      Pattern.compile("\\b(rate|irate|increase)\\s*\\([^)]*_total\\b");

  private static final Pattern RATE =
      Pattern.compile("\\b(rate|irate|increase|delta|idelta|deriv|avg_over_time)\\s*\\(");

  private final Reading reading;
  private final Path folder;
  private final boolean inCluster;
  private final Set<String> names =
      new HashSet<>(
          Set.of(
              "wrong",
              "disagreement",
              "memory",
              "cpu",
              "drift",
              "users",
              "most fail",
              "most late"));

  CriteriaReader(Reading reading, Path folder, boolean inCluster) {
    this.reading = reading;
    this.folder = folder;
    this.inCluster = inCluster;
  }

  List<Criterion> read() {
    Optional<Setting> setting = reading.at(KEY);
    if (setting.isEmpty()) {
      return DEFAULT.stream().map(Criterion::parse).toList();
    }
    if (setting.get().items().isEmpty()) {
      reading.problem(
          Problem.of("nothing would revert a canary")
              .at(setting.get().place())
              .expected("one criterion or more, or no `revert_if`, which means " + DEFAULT));
    }
    List<Criterion> criteria = new ArrayList<>();
    for (Setting item : setting.get().items()) {
      Criterion criterion = item.entries().isEmpty() ? line(item) : own(item);
      if (criterion != null
          && criterion.isOfEvaluation()
          && reading.at("deploy.sticky").isPresent()) {
        refused(
            item,
            "users who stay with one version answer for many requests: `%s` would revert equal models"
                .formatted(criterion.text()),
            "no such line, or no deploy.sticky");
      }
      if (criterion != null) {
        criteria.add(criterion);
      }
    }
    return criteria;
  }

  /** How many of the canary's live answers are compared with the stable version's. */
  static @Nullable Weight compared(List<Criterion> criteria) {
    return criteria.stream().anyMatch(each -> each.kind() == Criterion.Kind.DISAGREEMENT)
        ? COMPARED
        : null;
  }

  private @Nullable Criterion line(Setting item) {
    try {
      return Criterion.parse(item.text());
    } catch (IllegalArgumentException e) {
      reading.problem(Problem.of(e.getMessage() + "; expected " + Criterion.FORM).at(item.place()));
      return null;
    }
  }

  private @Nullable Criterion own(Setting item) {
    Source source = source(item);
    if (source == null) {
      return null;
    }
    String name = text(item, "name", source.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    if (!names.add(name)) {
      return refused(item, "another metric is called " + name, "a `name` of its own for each");
    }
    try {
      double ratio = Double.parseDouble(text(item, "ratio", "1.5"));
      Duration window = window(source);
      Duration usual = window.compareTo(USUAL) > 0 ? window : USUAL;
      Duration every =
          item.at("every").isEmpty() ? usual : Durations.parse(text(item, "every", ""));
      Form form = Form.valueOf(text(item, "is", form(source)).toUpperCase(Locale.ROOT));
      if (!(ratio >= 1 && ratio < 1000)) {
        return refused(item, "the ratio of %s is %s".formatted(name, ratio), "1 or more");
      }
      if (every.compareTo(SHORTEST) < 0) {
        return refused(item, name + " is to be read more often than once a second", "1s or more");
      }
      if (form == Form.LEVEL && every.compareTo(window) < 0) {
        return refused(
            item,
            "%s is read every %s and smooths over %s: one event would be read many times"
                .formatted(name, Durations.words(every), Durations.words(window)),
            "every: %s or longer, or a shorter range".formatted(Durations.words(window)));
      }
      if (form == Form.LEVEL && isOfAll(source)) {
        return refused(
            item,
            name + " grows with the requests that a version gets, and a canary gets few",
            "the counter itself, with `is: events`, or the rate divided by that of the requests");
      }
      OwnMetric metric =
          new OwnMetric(
              name,
              source,
              form,
              text(item, "worse", "higher").equals("higher"),
              every,
              Down.valueOf(text(item, "down", "revert").toUpperCase(Locale.ROOT)));
      Double floor = item.at("floor").map(Setting::text).map(CriteriaReader::share).orElse(null);
      return Criterion.of(metric, ratio, floor);
    } catch (NumberFormatException e) {
      return refused(item, "the ratio of %s is no number".formatted(name), "such as 1.5");
    } catch (IllegalArgumentException e) {
      return refused(item, "%s: %s".formatted(name, e.getMessage()), null);
    }
  }

  private @Nullable Source source(Setting item) {
    Set<String> kinds = new HashSet<>(item.entries().keySet());
    kinds.retainAll(Set.of("prometheus", "web", "command"));
    if (kinds.size() != 1) {
      refused(item, "a metric has one source", "one of prometheus, web, command");
      return null;
    }
    String kind = kinds.iterator().next();
    String what = text(item, kind, "");
    if (!what.contains(OwnMetric.VERSION)) {
      refused(
          item,
          "`%s` is the same for every version".formatted(Shown.of(what)),
          OwnMetric.VERSION + " where the version is named");
      return null;
    }
    return switch (kind) {
      case "prometheus" -> prometheus(item, what);
      case "web" -> new Source.Web(what, text(item, "value", ""));
      default -> command(item, what);
    };
  }

  private @Nullable Source prometheus(Setting item, String query) {
    String address = text(item, "at", "");
    if (!address.matches("https?://.+")) {
      refused(item, "nothing says where Prometheus is", "at: http://HOST:9090");
      return null;
    }
    return new Source.Prometheus(address.replaceFirst("/+$", ""), query);
  }

  private @Nullable Source command(Setting item, String line) {
    if (inCluster) {
      refused(
          item,
          "the pilot in the cluster has no `%s`".formatted(line),
          "prometheus or web, or deploy.pilot: build");
      return null;
    }
    return new Source.Command(line, folder);
  }

  private static double share(String text) {
    double share = Weight.parse(text).share();
    if (share <= 0 || share >= 0.9) {
      throw new IllegalArgumentException("the floor is a share between 0% and 90%, not " + text);
    }
    return share;
  }

  /** What a range of a query smooths over, if it has one: readings within it are one reading. */
  private static Duration window(Source source) {
    Duration longest = Duration.ZERO;
    if (source instanceof Source.Prometheus prometheus) {
      Matcher matcher = RANGE.matcher(prometheus.query());
      while (matcher.find()) {
        Duration range =
            UNITS
                .getOrDefault(matcher.group(2), Duration.ZERO)
                .multipliedBy(Long.parseLong(matcher.group(1)));
        longest = range.compareTo(longest) > 0 ? range : longest;
      }
    }
    return longest;
  }

  /** A rate of all that happened grows with the requests that a version gets. */
  private static boolean isOfAll(Source source) {
    return source instanceof Source.Prometheus prometheus
        && RATE_OF_COUNTER.matcher(prometheus.query()).find()
        && !prometheus.query().contains("/");
  }

  private static String form(Source source) {
    boolean counts =
        source instanceof Source.Prometheus prometheus
            && COUNTER.matcher(prometheus.query()).find()
            && !RATE.matcher(prometheus.query()).find();
    return counts ? "events" : "level";
  }

  private static String text(Setting item, String key, String otherwise) {
    return item.at(key).map(Setting::text).orElse(otherwise);
  }

  private @Nullable Criterion refused(Setting item, String what, @Nullable String expected) {
    Problem problem = Problem.of(what).at(item.place());
    reading.problem(expected == null ? problem : problem.expected(expected));
    return null;
  }
}
