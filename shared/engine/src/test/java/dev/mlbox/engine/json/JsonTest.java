package dev.mlbox.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Past;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Release V1 = new Release("v1", "sha256:1", "image@1", Map.of("commit", "c"));

  @Test
  void aRecordComesBackAsItWas() {
    RolloutRecord record =
        new RolloutRecord(
            V1,
            new Release("v2", "sha256:2", "image@2", Map.of()),
            new RolloutState.Shifting(1, NOW, NOW),
            new Lease(
                7,
                Duration.ofSeconds(10),
                new Weight(0.05),
                new Route("v1", "10.0.0.1:80"),
                new Route("v2", "10.0.0.2:80"),
                Duration.ofMillis(500)),
            new Holder("id", "ana"),
            List.of(
                new LiveBatch(
                    0, 1, 0.05, new ArmOutcome(95, 1, 95, 1), new ArmOutcome(5, 0, 5, 0))),
            List.of(new Past(V1, Past.End.PROMOTED, "", NOW, "ana")));

    String json = Json.write(record);

    assertThat(Json.read(json, RolloutRecord.class, "here")).isEqualTo(record);
    assertThat(json)
        .contains("\"state\":{\"is\":\"shifting\"", "\"weight\":0.05", "\"ttl\":\"PT10S\"");
  }

  @Test
  void anEmptyRecordComesBackAsItWas() {
    String json = Json.write(RolloutRecord.empty());

    assertThat(Json.read(json, RolloutRecord.class, "here")).isEqualTo(RolloutRecord.empty());
  }

  @Test
  void aDoubtedWatchComesBackAndARecordOfAnEarlierMlboxIsRead() {
    RolloutState doubted =
        new RolloutState.Watching(NOW, "", new RolloutState.Doubt(NOW, "more errors"));
    RolloutRecord record = RolloutRecord.empty().with(doubted);
    assertThat(Json.read(Json.write(record), RolloutRecord.class, "here")).isEqualTo(record);
    assertThat(Json.read(older("watching", "note"), RolloutRecord.class, "here").state())
        .isEqualTo(new RolloutState.Watching(NOW, ""));
    assertThat(Json.read(older("halted", "reason"), RolloutRecord.class, "here").state())
        .isEqualTo(new RolloutState.Halted(NOW, ""));
  }

  @Test
  void aDoubtComesBackUntilTheNextStateAndARecordOfAnEarlierMlboxHasNone() {
    RolloutRecord record =
        RolloutRecord.empty().with(new RolloutState.Shifting(1, NOW, NOW)).doubting("of late");
    assertThat(Json.read(Json.write(record), RolloutRecord.class, "here").doubt())
        .isEqualTo("of late");
    assertThat(record.with(new RolloutState.Shifting(2, NOW, NOW)).doubt()).isNull();
    assertThat(Json.write(record.doubting(""))).doesNotContain("doubt");
    assertThat(Json.read(older("succeeded", "note"), RolloutRecord.class, "here").doubt()).isNull();
  }

  private static String older(String state, String words) {
    return "{\"log\":[],\"history\":[],\"state\":{\"is\":\"%s\",\"since\":\"%s\",\"%s\":\"\"}}"
        .formatted(state, NOW, words);
  }
}
