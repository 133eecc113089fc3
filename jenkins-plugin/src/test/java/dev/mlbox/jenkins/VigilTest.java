package dev.mlbox.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.jenkins.command.Verb;
import dev.mlbox.jenkins.result.Report;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class VigilTest {
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
    assertThat(vigil.next())
        .isEqualTo(new Vigil.Question(Verb.FOLLOW, List.of("--once", "9f31c0de02")));

    assertThat(vigil.isToLookAgain(underWay("3f2a@2026-11-28T18:00:00Z", "probing"))).isTrue();

    assertThat(vigil.next().words())
        .containsExactly("--once", "--seen=3f2a@2026-11-28T18:00:00Z", "9f31c0de02");
  }

  @Test
  void anEndIsTheEnd() {
    for (String outcome : List.of("SUCCEEDED", "REVERTED", "HALTED", "SUPERSEDED", "INVALID")) {
      assertThat(vigil.isToLookAgain(ended(outcome))).as(outcome).isFalse();
    }
  }

  @Test
  void aClusterThatDoesNotAnswerIsAskedAgainTenTimes() {
    for (int i = 0; i < 9; i++) {
      assertThat(vigil.isToLookAgain(ended("BROKEN"))).isTrue();
    }
    assertThat(vigil.isToLookAgain(ended("BROKEN"))).isFalse();
  }

  @Test
  void troublesThatWereOverAreNotCounted() {
    for (int i = 0; i < 9; i++) {
      vigil.isToLookAgain();
    }
    vigil.isToLookAgain(underWay("a@2026-11-28T18:00:00Z", "watching"));

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
    vigil.isToLookAgain(underWay("a@2026-11-28T18:00:00Z", "shifting"));
    vigil.abort();

    assertThat(vigil.next())
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

    assertThat(kept(vigil).next()).isEqualTo(vigil.next());
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
