package dev.mlbox.serving.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.judge.Tally;
import dev.mlbox.serving.split.Draw;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AnswerIdTest {
  @Test
  void aNameSaysWhatItWasMadeOf() {
    AnswerId read = AnswerId.parse(AnswerId.of("v1", List.of("zu spät", "-1.5", ""))).orElseThrow();
    assertThat(read.version()).isEqualTo("v1");
    assertThat(read.predicted()).containsExactly("zu spät", "-1.5", "");
  }

  @Test
  void answersWithoutRowsOrWithManyHaveNone() {
    assertThat(AnswerId.of("v1", List.of())).isEmpty();
    assertThat(AnswerId.of("v1", java.util.Collections.nCopies(17, "1"))).isEmpty();
    assertThat(AnswerId.of("v1", List.of("x".repeat(3000)))).isEmpty();
  }

  @Test
  void aNameSaysInWhichTrialItWasDrawn() {
    String plain = AnswerId.of("v1", List.of("1"));
    String drawn = AnswerId.drawn(plain, new Draw("v2", 0.25).trial());
    assertThat(AnswerId.parse(drawn).orElseThrow().trial()).isEqualTo(new Tally.Trial("v2", 0.25));
    assertThat(AnswerId.drawn(plain, Draw.NONE.trial())).isEqualTo(plain);
    assertThat(AnswerId.drawn(plain, Draw.ofCopy("v2").trial())).isEqualTo(plain);
    assertThat(AnswerId.parse(plain).orElseThrow().trial()).isNull();
  }

  private static String made(String version, String nonce) {
    String text = version + '\u001f' + nonce + '\u001f' + "1";
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void otherTextIsNone() {
    String plain = AnswerId.of("v1", List.of("1"));
    for (String text :
        List.of(
            "",
            "%",
            "aGVsbG8",
            Objects.toString(null),
            plain + "~v2",
            plain + "~v2~2",
            made("v1", "x".repeat(1000)),
            made("a version", "x"),
            made("v1", "x") + "~" + "v".repeat(100) + "~0.5")) {
      assertThat(AnswerId.parse(text)).isEmpty();
    }
  }
}
