package dev.mlbox.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.jenkins.command.Verb;
import dev.mlbox.jenkins.result.Report;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VigilTest {
  private static final Instant NOW = Instant.parse("2026-11-28T18:00:00Z");

  private final Vigil vigil = new Vigil("9f31c0de02");

  private static Report underWay(String seen, String state) {
    return Report.of(
        "{\"version\": \"9f31c0de02\", \"seen\": \"%s\", \"lines\": [{\"name\": \"state\", \"what\": \"%s\"}]}"
            .formatted(seen, state),
        0);
  }

  private static Report ended(String outcome) {
    return Report.of(
        "{\"outcome\": \"%s\", \"headline\": \"as the finding says\"}".formatted(outcome), 0);
  }

  @Test
  void eachLookIsToldWhatTheLastOneSaw() {
    assertThat(vigil.next(NOW))
        .isEqualTo(new Vigil.Question(Verb.FOLLOW, List.of("--once", "9f31c0de02")));

    assertThat(vigil.isToLookAgain(underWay("3f2a@PT0S@2026-11-28T18:00:00Z", "probing"), NOW))
        .isTrue();

    assertThat(vigil.next(NOW.plusSeconds(61)).words())
        .containsExactly(
            "--once", "--seen=3f2a@PT0S@2026-11-28T18:00:00Z", "--seen-ago=61", "9f31c0de02");
  }

  @Test
  void anEndIsTheEnd() {
    for (String outcome : List.of("SUCCEEDED", "REVERTED", "HALTED", "SUPERSEDED", "INVALID")) {
      assertThat(vigil.isToLookAgain(ended(outcome), NOW)).as(outcome).isFalse();
    }
  }

  @Test
  void aClusterThatDoesNotAnswerIsAskedAgainTenTimes() {
    for (int i = 0; i < 9; i++) {
      assertThat(vigil.isToLookAgain(ended("BROKEN"), NOW)).isTrue();
    }
    assertThat(vigil.isToLookAgain(ended("BROKEN"), NOW)).isFalse();
  }

  @Test
  void troublesThatWereOverAreNotCounted() {
    for (int i = 0; i < 9; i++) {
      vigil.isToLookAgain();
    }
    vigil.isToLookAgain(underWay("a@2026-11-28T18:00:00Z", "watching"), NOW);

    assertThat(vigil.isToLookAgain()).isTrue();
  }

  @Test
  void whatWasToldIsNotToldAgain() {
    assertThat(vigil.news(underWay("a@2026-11-28T18:00:00Z", "probing"))).contains("state probing");
    assertThat(vigil.news(underWay("b@2026-11-28T18:01:00Z", "probing"))).isEmpty();
    assertThat(vigil.news(underWay("c@2026-11-28T18:02:00Z", "watching")))
        .contains("state watching");
    assertThat(vigil.standing()).isEqualTo("state watching");
  }

  @Test
  void anAbortEndsThisRolloutAndNoOther() {
    vigil.isToLookAgain(underWay("a@2026-11-28T18:00:00Z", "shifting"), NOW);
    vigil.abort();

    assertThat(vigil.next(NOW))
        .isEqualTo(
            new Vigil.Question(
                Verb.REVERT,
                List.of("--rollout", "--reason=the build was aborted", "9f31c0de02")));
  }

  @Test
  void anOrderToEndIsNotGivenUpSoon() {
    vigil.abort();
    for (int i = 0; i < 99; i++) {
      assertThat(vigil.isToLookAgain()).isTrue();
    }
    assertThat(vigil.isInTrouble()).isTrue();
    assertThat(vigil.isToLookAgain()).isFalse();
  }

  @Test
  void anAbortIsStillOneAfterARestartOfTheController() throws Exception {
    vigil.abort();

    assertThat(kept(vigil).next(NOW)).isEqualTo(vigil.next(NOW));
  }

  private static Vigil kept(Vigil vigil) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(vigil);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (Vigil) in.readObject();
    }
  }
}
