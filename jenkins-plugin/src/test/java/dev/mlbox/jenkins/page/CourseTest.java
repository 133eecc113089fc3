package dev.mlbox.jenkins.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A page of a rollout that ran for an hour had its last thirty lines and nothing else. */
class CourseTest {
  private static final Instant TEN = Instant.parse("2026-11-29T10:00:00Z");

  @Test
  void eachStageHasItsBeginningAndWhatWasLastSaid() {
    Course course = new Course(ZoneOffset.UTC);
    List<String> log =
        List.of(
            "  train     nothing has changed  0 s",
            "  start     waiting for boxes to become ready",
            "  probe     asking rows whose answers are known",
            "  canary    5% of the traffic, 120 requests/s; errors 0.00 % of 50 vs 0.10 % of 950 (open)",
            "            | a line of a program that says   canary",
            "  canary    5% of the traffic, 118 requests/s; errors 0.00 % of 90 vs 0.10 % of 1,710 (open)",
            "  canary    25% of the traffic, 121 requests/s; errors 0.00 % of 500 vs 0.10 % of 1,500 (pass)",
            "  watch     all traffic, 119 requests/s");
    for (int i = 0; i < log.size(); i++) {
      course.add(log.get(i), TEN.plusSeconds(30L * i));
    }

    assertThat(course.stages())
        .containsExactly(
            new Course.Stage("10:00:30", "start", "waiting for boxes to become ready"),
            new Course.Stage("10:01:00", "probe", "asking rows whose answers are known"),
            new Course.Stage(
                "10:01:30",
                "canary 5%",
                "5% of the traffic, 118 requests/s; errors 0.00 % of 90 vs 0.10 % of 1,710 (open)"),
            new Course.Stage(
                "10:03:00",
                "canary 25%",
                "25% of the traffic, 121 requests/s; errors 0.00 % of 500 vs 0.10 % of 1,500 (pass)"),
            new Course.Stage("10:03:30", "watch", "all traffic, 119 requests/s"));
  }

  @Test
  void aLogThatComesInPiecesHasItsStagesToo() throws IOException {
    Tail tail = new Tail();
    OutputStream out = tail.of(OutputStream.nullOutputStream());
    out.write("  canary    5% of the tra".getBytes(StandardCharsets.UTF_8));
    out.write("ffic, 9 requests/s\n".getBytes(StandardCharsets.UTF_8));

    assertThat(tail.getStages()).extracting(Course.Stage::name).containsExactly("canary 5%");
    assertThat(tail.getLines()).containsExactly("  canary    5% of the traffic, 9 requests/s");
  }
}
