package dev.mlbox.engine.narration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.judge.Assessment;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.Judge;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NarratorTest {
  private final List<String> shown = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private final Narrator narrator =
      new Narrator(
          new Lines() {
            @Override
            public void keep(String line) {
              shown.add(line);
            }

            @Override
            public void show(String line) {
              shown.add(line);
            }
          },
          nanos::get);

  @Test
  void rowsASecondAreShownOnceTheyAreKnown() {
    narrator.on(new Event.Started("evaluate", "data.parquet"));
    nanos.set(100_000_000);
    narrator.on(new Event.Progressed("evaluate", 50_000, 200_000, "rows"));
    nanos.set(2_000_000_000);
    narrator.on(new Event.Progressed("evaluate", 150_000, 200_000, "rows"));

    assertThat(shown)
        .containsExactly(
            "  evaluate  data.parquet …",
            "  evaluate  █████░░░░░░░░░░░░░░░ 50,000 of 200,000 rows",
            "  evaluate  ███████████████░░░░░ 150,000 of 200,000 rows, 75,000 rows/s");
  }

  @Test
  void aCanaryThatWaitsForRequestsSaysSo() {
    Instant noon = Instant.parse("2026-11-28T12:00:00Z");
    narrator.on(
        new Event.Looked(
            new RolloutState.Shifting(0, noon, noon),
            new Weight(0.01),
            new Judge(
                    List.of(Criterion.parse("errors > 2 * stable"), Criterion.USUAL_DRIFT), 0.01, 4)
                .assess(List.of()),
            0,
            "waits for 50 requests to the canary, 0 so far, 39m left, then it is held"));
    narrator.on(
        new Event.Looked(
            new RolloutState.Promoting(noon, ""), Weight.ALL, new Assessment(List.of(), false), 0));

    assertThat(shown)
        .containsExactly(
            "  canary    1% of the traffic, 0 requests/s; waits for 50 requests to the canary,"
                + " 0 so far, 39m left, then it is held; errors - vs - (inconclusive);"
                + " drift - vs - (nothing seen yet)",
            "  promote   moving all traffic to the new version");
  }

  @Test
  void ofAPercentageThereIsNoRate() {
    narrator.on(new Event.Started("box", "pushing"));
    nanos.set(2_000_000_000);
    narrator.on(new Event.Progressed("box", 50, 100, "%"));

    assertThat(shown).endsWith("  box       ██████████░░░░░░░░░░ 50 of 100 %");
  }

  @Test
  void aGateHasTheWordOfItsVerdict() {
    for (Event.Mark mark : List.of(Event.Mark.FAIL, Event.Mark.OPEN, Event.Mark.ERROR)) {
      narrator.on(new Event.Finished("gate", "f1 …", mark, Duration.ZERO));
    }

    assertThat(shown)
        .containsExactly(
            "  gate      FAIL  f1 …", "  gate      open  f1 …", "  gate      ERROR f1 …");
  }

  @Test
  void aDamagedBaselineIsToldOnceHoweverManyStepsFindIt() {
    for (int step = 0; step < 6; step++) {
      narrator.on(new Event.Noted("baseline", "warning: a baseline is damaged"));
      narrator.on(new Event.Noted("live", "3 rows"));
    }
    narrator.on(new Event.Noted("baseline", "warning: another one is damaged"));

    assertThat(shown)
        .hasSize(8)
        .contains("  baseline  warning: another one is damaged")
        .containsOnlyOnce("  baseline  warning: a baseline is damaged");
  }
}
