package dev.mlbox.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.OwnMetric;
import dev.mlbox.core.judge.OwnMetric.Form;
import dev.mlbox.core.judge.OwnMetric.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CriteriaReaderTest {
  private static final String PLACE = "mlbox.yaml:9";

  private static Setting item(String... pairs) {
    Map<String, Setting> entries = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      entries.put(pairs[i], new Setting(pairs[i + 1], PLACE));
    }
    return new Setting(entries, PLACE);
  }

  private final java.util.ArrayList<String> problems = new java.util.ArrayList<>();

  private List<Criterion> read(boolean inCluster, Setting... items) {
    Setting root =
        Setting.empty("mlbox.yaml").with("deploy.revert_if", new Setting(List.of(items), PLACE));
    Reading reading = new Reading(root);
    List<Criterion> criteria = new CriteriaReader(reading, Path.of("here"), inCluster).read();
    reading.problems().forEach(problem -> problems.add(problem.message()));
    return criteria;
  }

  @Test
  void answersAreNotJudgedWhereUsersStayWithOneVersion() {
    Setting root =
        Setting.empty("mlbox.yaml")
            .with("deploy.sticky", new Setting("header X-User", PLACE))
            .with(
                "deploy.revert_if",
                new Setting(
                    List.of(
                        new Setting("drift > 1.5", PLACE), new Setting("disagreement > 2%", PLACE)),
                    PLACE));
    Reading reading = new Reading(root);
    new CriteriaReader(reading, Path.of("here"), false).read();
    assertThat(reading.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message()).contains("`drift > 1.5` would revert equal models"));
  }

  private static OwnMetric own(List<Criterion> criteria) {
    return Objects.requireNonNull(criteria.get(0).own());
  }

  @Test
  void aCounterOfPrometheusIsEvents() {
    List<Criterion> criteria =
        read(
            false,
            item(
                "prometheus", "sum(refunds_total{version=\"$version\"})",
                "at", "http://prometheus:9090/",
                "name", "refunds",
                "floor", "0.1%"));
    assertThat(problems).isEmpty();
    assertThat(criteria.get(0).text()).isEqualTo("refunds > 1.5 * stable and > 0.1%");
    assertThat(own(criteria).form()).isEqualTo(Form.EVENTS);
    assertThat(own(criteria).every()).isEqualTo(Duration.ofSeconds(15));
    assertThat(own(criteria).source().of("v2"))
        .isEqualTo(
            new Source.Prometheus("http://prometheus:9090", "sum(refunds_total{version=\"v2\"})"));
  }

  private static final String REFUNDS_A_REQUEST =
      "sum(rate(refunds_total{version=\"$version\"}[5m]))"
          + " / sum(rate(orders_total{version=\"$version\"}[5m]))";

  @Test
  void whatGrowsWithTrafficOrIsReadTwiceIsRefused() {
    read(
        false,
        item(
            "prometheus", "sum(rate(refunds_total{version=\"$version\"}[1m]))",
            "at", "http://prometheus:9090",
            "name", "refunds"),
        item(
            "prometheus", REFUNDS_A_REQUEST,
            "at", "http://prometheus:9090",
            "every", "1m",
            "name", "share"));
    assertThat(problems)
        .containsExactly(
            "refunds grows with the requests that a version gets, and a canary gets few"
                + " (mlbox.yaml:9); expected the counter itself, with `is: events`, or the rate"
                + " divided by that of the requests",
            "share is read every 1m and smooths over 5m: one event would be read many times"
                + " (mlbox.yaml:9); expected every: 5m or longer, or a shorter range");
  }

  @Test
  void aRateIsALevel() {
    List<Criterion> criteria =
        read(
            false,
            item("prometheus", REFUNDS_A_REQUEST, "at", "http://prometheus:9090", "ratio", "2"));
    assertThat(problems).isEmpty();
    assertThat(own(criteria).form()).isEqualTo(Form.LEVEL);
    assertThat(own(criteria).every()).as("its window").isEqualTo(Duration.ofMinutes(5));
    assertThat(criteria.get(0).text()).isEqualTo("prometheus > 2 * stable");
  }

  @Test
  void aLevelThatShouldBeHighIsWorseWhenItIsLow() {
    List<Criterion> criteria =
        read(
            false,
            item("web", "http://shop/revenue?v=$version", "value", "/eur", "worse", "lower"));
    assertThat(criteria.get(0).text()).isEqualTo("web < stable / 1.5");
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    read(
        true,
        item("prometheus", "up{version=\"$version\"}"),
        item("prometheus", "up", "at", "http://prometheus:9090"),
        item("name", "nothing"),
        item("command", "python refunds.py $version"),
        item("web", "http://shop/$version", "is", "events", "worse", "lower", "name", "a"),
        item("web", "http://shop/$version", "ratio", "0.5", "name", "b"),
        item("web", "http://shop/$version", "every", "10ms", "name", "c"),
        item("web", "http://shop/$version", "name", "c"));
    assertThat(problems)
        .containsExactly(
            "nothing says where Prometheus is (mlbox.yaml:9); expected at: http://HOST:9090",
            "`up` is the same for every version (mlbox.yaml:9); expected $version where the"
                + " version is named",
            "a metric has one source (mlbox.yaml:9); expected one of prometheus, web, command",
            "the pilot in the cluster has no `python refunds.py $version` (mlbox.yaml:9);"
                + " expected prometheus or web, or deploy.pilot: build",
            "a: events of which there should be many are no bad events; compare them as a level"
                + " (mlbox.yaml:9)",
            "the ratio of b is 0.5 (mlbox.yaml:9); expected 1 or more",
            "c is to be read more often than once a second (mlbox.yaml:9); expected 1s or more",
            "another metric is called c (mlbox.yaml:9); expected a `name` of its own for each");
  }
}
