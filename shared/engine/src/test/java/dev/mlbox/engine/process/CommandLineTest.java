package dev.mlbox.engine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.config.Stated;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {

  private static List<String> words(String line) {
    return CommandLine.words(new Stated(line, "mlbox.yaml:3"));
  }

  @Test
  void blanksSeparate() {
    assertThat(words("python train.py")).containsExactly("python", "train.py");
    assertThat(words("  a \t b\n c ")).containsExactly("a", "b", "c");
  }

  @Test
  void quotesKeepTogether() {
    assertThat(words("a 'b c' \"d e\"")).containsExactly("a", "b c", "d e");
    assertThat(words("a --x='b c'\"d\"e")).containsExactly("a", "--x=b cde");
    assertThat(words("a '' \"\"")).containsExactly("a", "", "");
    assertThat(words("a 'b \\n \"c\"'")).containsExactly("a", "b \\n \"c\"");
    assertThat(words("a \"it's \\\"c\\\" \\\\ \\n\"")).containsExactly("a", "it's \"c\" \\ \\n");
  }

  @Test
  void aBackslashKeepsBlanksQuotesAndBackslashes() {
    assertThat(words("a b\\ c")).containsExactly("a", "b c");
    assertThat(words("a \\\"b \\'c \\\\d")).containsExactly("a", "\"b", "'c", "\\d");
  }

  @Test
  void aBackslashBeforeAnythingElseIsItself() {
    assertThat(words("C:\\Python\\python.exe train.py"))
        .containsExactly("C:\\Python\\python.exe", "train.py");
    assertThat(words("a b\\")).containsExactly("a", "b\\");
  }

  @Test
  void nothingIsExpanded() {
    assertThat(words("a $HOME ~ *.csv #b")).containsExactly("a", "$HOME", "~", "*.csv", "#b");
  }

  @Test
  void quotedShellOperatorsAreWords() {
    assertThat(words("sh -c 'a && b > c' '|'")).containsExactly("sh", "-c", "a && b > c", "|");
  }

  @Test
  void whatWouldNeedAShellIsRefused() {
    assertThatThrownBy(() -> words("python prepare.py && python train.py"))
        .hasMessage(
            "`&&` in `python prepare.py && python train.py` would need a shell (mlbox.yaml:3);"
                + " expected one program and its words; put the line into a script and run that");
  }

  @Test
  void anOpenQuoteIsRefused() {
    assertThatThrownBy(() -> words("python 'train.py"))
        .hasMessage(
            "a ' is opened and not closed in `python 'train.py` (mlbox.yaml:3);"
                + " expected a second '; write \\' for one that is part of a word");
  }

  @Test
  void anEmptyLineIsRefused() {
    assertThatThrownBy(() -> words("  "))
        .hasMessage("the command is empty (mlbox.yaml:3); expected a program, then its words");
  }
}
